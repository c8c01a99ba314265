export interface Grid {
  columns: number;
  /** Whether tiles are high enough for a spark line and the period. */
  hasSpark: boolean;
  hasAge: boolean;
}

const narrowestTile = 168;
const gap = 8;

/** Heights in pixels, gaps included: value, change and padding; then what comes with more room. */
const figureHeight = 72;
const titleHeight = 24;
const sparkHeight = 36;
const ageHeight = 22;

/** Lays `count` tiles out in a panel of this size, in pixels: as few rows as fit, filled evenly. */
export function layOutGrid(count: number, width: number, height: number, wanted: number, hasTitle = true): Grid {
  const fitting = Math.max(1, Math.floor((width + gap) / (narrowestTile + gap)));
  const most = Math.min(Math.max(1, count), wanted > 0 && width > 480 ? wanted : fitting);
  const rows = Math.ceil(Math.max(1, count) / most);
  const columns = wanted > 0 ? most : Math.ceil(Math.max(1, count) / rows);
  const tileHeight = (height - gap * (rows - 1)) / rows;
  const room = tileHeight - figureHeight - (hasTitle ? titleHeight : 0);
  const hasSpark = room >= sparkHeight;
  return { columns, hasSpark, hasAge: room - (hasSpark ? sparkHeight : 0) >= ageHeight };
}
