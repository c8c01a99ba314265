export { RankedBars, type RankedBarsProps } from './bars/RankedBars';
export { type BarItem } from './bars/lay-out-bars';
export { TrendChart, type TrendChartProps } from './chart/TrendChart';
export { type ChartLine } from './chart/lay-out-chart';
export { formatPeriod, guessGranularity, type Granularity, type TimeLabelOptions } from './chart/time-label';
export { formatAge, formatAsOf } from './figures/age';
export {
  computeChange,
  formatChange,
  formatDifference,
  type Change,
  type Direction,
  type Tone,
} from './figures/change';
export { NO_VALUE, formatFull, formatShort, isFigure, type FormatOptions } from './figures/format-figure';
export { describeStatus, getStatusColor, statusIcons, type StatusLevel } from './figures/status';
export { readUnit, type FigureUnit } from './figures/unit';
export {
  findField,
  findLastValue,
  findPreviousValue,
  findTimeField,
  listNumberFields,
  readNumbers,
  selectFrames,
} from './frames/read-fields';
export { readSeries, type SeriesPoint } from './frames/read-series';
export { formatList, getDisplayLanguage, getDisplayLocale, unescaped } from './locale';
export { Skeleton } from './states/Skeleton';
export { StateMessage, type StateKind } from './states/StateMessage';
export { useElementWidth } from './states/use-element-width';
export { visuallyHidden } from './states/visually-hidden';
export { ChangeMark } from './tile/ChangeMark';
export { PaceBar } from './tile/PaceBar';
export { SparkLine } from './tile/SparkLine';
export { StatusMark } from './tile/StatusMark';
export { Tile, type TileProps, type TileState } from './tile/Tile';
