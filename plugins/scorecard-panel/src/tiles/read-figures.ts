import {
  findLastValue,
  findPreviousValue,
  findTimeField,
  listNumberFields,
  readSeries,
  type SeriesPoint,
} from '@branchlight/panel-kit';
import { type DataFrame, type Field, formatLabels, getFieldDisplayName } from '@grafana/data';
import { type ScorecardOptions } from '../options/options';

/** One tile's figure with what it is compared with. */
export interface Figure {
  key: string;
  title: string;
  /** Its unit, links and thresholds. */
  field: Field;
  /** Row of the value; -1 when there is no value. */
  row: number;
  value: number | null;
  compared: number | null;
  /** Empty without a time field. */
  points: SeriesPoint[];
  /** Start of the period that the value is of, epoch milliseconds. */
  time?: number;
  /** The same of the compared value, when that is of the same field. */
  comparedTime?: number;
}

/**
 * One figure for every number field, in the order of the fields: its last value, or the total where the same field comes
 * with and without time (the one without is the value then, the other one its course).
 */
export function readFigures(series: readonly DataFrame[], options: ScorecardOptions): Figure[] {
  const isCompared = (frame: DataFrame) => options.compareWith === 'query' && frame.refId === options.compareRefId;
  const frames = series.filter((frame) => !isCompared(frame));
  const compared = series.filter(isCompared);
  const figures = new Map<string, Figure>();
  for (const frame of frames) {
    for (const field of listNumberFields(frame)) {
      const figure = readFigure(frame, field, compared, options);
      const known = figures.get(figure.key);
      figures.set(figure.key, known ? joinFigures(known, figure) : figure);
    }
  }
  return [...figures.values()];
}

function readFigure(
  frame: DataFrame,
  field: Field,
  comparedFrames: DataFrame[],
  { compareWith }: ScorecardOptions
): Figure {
  const last = findLastValue(field);
  const points = readCourse(frame, field);
  const figures = points.filter(({ value }) => value !== null);
  const before = compareWith === 'previous' && hasTime(frame) ? findPreviousValue(field) : null;
  return {
    key: identify(field),
    title: getFieldDisplayName(field, frame),
    field,
    row: last?.row ?? -1,
    value: last?.value ?? null,
    compared: compareWith === 'query' ? findCompared(field, comparedFrames) : before,
    points,
    time: figures.at(-1)?.time,
    comparedTime: compareWith === 'previous' ? figures.at(-2)?.time : undefined,
  };
}

/** Joins a total with its own course over time, whichever came first. */
function joinFigures(one: Figure, other: Figure): Figure {
  const [total, course] = one.points.length === 0 ? [one, other] : [other, one];
  if (total.points.length > 0) {
    return one;
  }
  // The period before the last is no comparison for the total of all periods.
  return { ...total, title: one.title, points: course.points };
}

function readCourse(frame: DataFrame, field: Field): SeriesPoint[] {
  const time = findTimeField(frame);
  // Two fields of a frame may have the same name with other labels, so the field itself goes along.
  return time ? readSeries({ ...frame, fields: [time, field] }, field.name) : [];
}

function hasTime(frame: DataFrame): boolean {
  return findTimeField(frame) !== undefined;
}

function findCompared(field: Field, frames: DataFrame[]): number | null {
  const candidates = frames.flatMap(listNumberFields);
  const match =
    candidates.find((each) => identify(each) === identify(field)) ?? candidates.find(({ name }) => name === field.name);
  return match ? (findLastValue(match)?.value ?? null) : null;
}

function identify({ name, labels }: Field): string {
  return labels ? `${name}${formatLabels(labels)}` : name;
}
