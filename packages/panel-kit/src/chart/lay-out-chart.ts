import { isFigure } from '../figures/format-figure';
import { type SeriesPoint } from '../frames/read-series';
import { createScale, listTicks } from './scale';

/** A line: its colour and weight are the chart's matter. */
export interface ChartLine {
  label: string;
  /** In order of time, on the chart's own time axis: a comparison period is moved onto it by the caller. */
  points: readonly SeriesPoint[];
}

export interface ChartSize {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export interface ChartLayout {
  toX: (time: number) => number;
  toY: (value: number) => number;
  valueTicks: number[];
  /** Start times of the periods that get a label. */
  timeTicks: number[];
  /** Every point of the first line. */
  points: readonly SeriesPoint[];
}

const pixelsPerLabel = 84;

/** Scales for some lines on common axes. @returns null when no line has a figure */
export function layOutChart(lines: readonly ChartLine[], size: ChartSize, fromZero: boolean): ChartLayout | null {
  const all = lines.flatMap((line) => line.points);
  const values = all.map(({ value }) => value).filter(isFigure);
  const times = all.map(({ time }) => time);
  if (values.length === 0) {
    return null;
  }
  const lowest = Math.min(...values, ...(fromZero ? [0] : []));
  const highest = Math.max(...values, ...(fromZero ? [0] : []));
  const valueTicks = listTicks(lowest, highest, 4);
  const innerWidth = size.width - size.left - size.right;
  const points = lines[0]?.points ?? [];
  return {
    toX: createScale([Math.min(...times), Math.max(...times)], [size.left, size.left + innerWidth]),
    toY: createScale([valueTicks[0] ?? lowest, valueTicks.at(-1) ?? highest], [size.height - size.bottom, size.top]),
    valueTicks,
    timeTicks: pickTimes(points.length > 0 ? points : all, Math.max(1, Math.floor(innerWidth / pixelsPerLabel))),
    points,
  };
}

/** Every n-th period, the last one always among them. */
function pickTimes(points: readonly SeriesPoint[], most: number): number[] {
  const step = Math.max(1, Math.ceil(points.length / most));
  return points.filter((_, index) => (points.length - 1 - index) % step === 0).map(({ time }) => time);
}

/** SVG path through the figures; a gap in the data is a gap in the line, a figure alone between gaps a dot. */
export function drawPath(points: readonly SeriesPoint[], { toX, toY }: ChartLayout): string {
  let isOpen = false;
  return points
    .map(({ time, value }, index) => {
      if (!isFigure(value)) {
        isOpen = false;
        return '';
      }
      const place = `${toX(time).toFixed(1)} ${toY(value).toFixed(1)}`;
      const command = isOpen ? `L${place}` : `M${place}`;
      const isAlone = !isOpen && !isFigure(points[index + 1]?.value);
      isOpen = true;
      return isAlone ? `${command}h0` : command;
    })
    .join('');
}
