/** What the scorecard needs to show a tile with spark line and period, and what its frame adds; pixels. */
const TILE_HEIGHT = 156;
const NARROWEST_TILE = 168;
const GAP = 8;
const FRAME = 18;

/** Height in pixels at which `count` tiles in this width show everything they have, without a scroll bar. */
export function getFiguresHeight(count: number, width: number): number {
  const columns = Math.max(1, Math.floor((width - FRAME + GAP) / (NARROWEST_TILE + GAP)));
  const rows = Math.max(1, Math.ceil(count / columns));
  return rows * (TILE_HEIGHT + GAP) - GAP + FRAME;
}
