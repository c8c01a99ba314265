import {
  type AnnotationEvent,
  type DataFrame,
  type Field,
  FieldType,
  formattedValueToString,
  getDisplayProcessor,
  getFieldDisplayName,
} from '@grafana/data';
import { stripView } from '@branchlight/cube-contract';
import { config } from '@grafana/runtime';
import { type AnnotationFields } from '../query/query';

/**
 * One event for each row that has a time. Measures in the text are written with their title and unit; without a title or
 * text of their own, all columns are the text.
 */
export function toEvents(frame: DataFrame, fields: AnnotationFields = {}): AnnotationEvent[] {
  const time = frame.fields.find(({ type }) => type === FieldType.time);
  if (!time) {
    throw new Error('The annotation has no time: choose a time and its periods in the annotation’s query.');
  }
  const find = (member: string | undefined) =>
    member === undefined ? undefined : frame.fields.find(({ name }) => name === stripView(member) || name === member);
  const others = frame.fields.filter((field) => field !== time);
  const title = find(fields.title);
  const text = find(fields.text);
  const tags = (fields.tags ?? []).flatMap((member) => find(member) ?? []);
  const isPlain = !title && !text;
  return Array.from({ length: frame.length }, (_, row) => row).flatMap((row): AnnotationEvent[] => {
    const at: unknown = time.values[row];
    if (typeof at !== 'number') {
      return [];
    }
    const shown = isPlain ? others.filter((field) => !tags.includes(field)) : text ? [text] : [];
    return [
      {
        time: at,
        ...(title && { title: describe(title, row, frame) }),
        text: shown.map((field) => describe(field, row, frame)).join(', '),
        tags: tags.map((field) => String(field.values[row] ?? '')).filter((tag) => tag !== ''),
      },
    ];
  });
}

function describe(field: Field, row: number, frame: DataFrame): string {
  const value: unknown = field.values[row];
  if (field.type !== FieldType.number) {
    return value === null || value === undefined ? '' : String(value);
  }
  const display = field.display ?? getDisplayProcessor({ field, theme: config.theme2 });
  return `${getFieldDisplayName(field, frame)}: ${formattedValueToString(display(value))}`;
}
