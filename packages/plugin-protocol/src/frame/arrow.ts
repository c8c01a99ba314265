import {
  type DataType,
  Field as ArrowField,
  makeData,
  RecordBatch,
  RecordBatchReader,
  Schema,
  Struct,
  Table,
  tableToIPC,
  type TypeMap,
  Vector,
} from 'apache-arrow';
import { decodeColumn } from './decode-column';
import { encodeColumn, toArrowType } from './encode-column';
import { countRows, type Field, type Frame } from './frame';
import { parseConfig, parseLabels, parseMeta } from './metadata';

/** The first bytes of every Arrow IPC file. */
const fileMark = 'ARROW1';

/**
 * The frame as Grafana expects it: an Arrow IPC file whose schema carries `name`, `refId` and `meta` and whose fields
 * carry `tstype`, `labels` and `config`. Throws when the fields differ in length.
 */
export function encodeFrame(frame: Frame): Uint8Array {
  const length = countRows(frame);
  const metadata = new Map([
    ['name', frame.name ?? ''],
    ['refId', frame.refId ?? ''],
  ]);
  if (frame.meta) {
    metadata.set('meta', JSON.stringify(frame.meta));
  }
  const schema = new Schema<TypeMap>(frame.fields.map(toArrowField), metadata);
  const children = frame.fields.map(encodeColumn);
  const data = makeData({ type: new Struct<TypeMap>(schema.fields), length, nullCount: 0, children });
  return tableToIPC(new Table(schema, [new RecordBatch(schema, data)]), 'file');
}

/** Frame from an Arrow IPC file as Grafana's plugins write it; throws when the bytes are something else. */
export function decodeFrame(bytes: Uint8Array): Frame {
  if (Buffer.from(bytes.subarray(0, fileMark.length)).toString('latin1') !== fileMark) {
    throw new Error('The plugin sent a frame that is not an Arrow file.');
  }
  // Not as a Table, which takes fields of the same name for one field: all series of a measure have its name.
  const reader = RecordBatchReader.from<TypeMap>(bytes).open();
  // Read first: the reader forgets it at the end.
  const { fields, metadata } = reader.schema;
  const batches = [...reader];
  const meta = parseMeta(metadata.get('meta'));
  return {
    ...(metadata.get('name') && { name: metadata.get('name') }),
    ...(metadata.get('refId') && { refId: metadata.get('refId') }),
    ...(meta && { meta }),
    fields: fields.map((field, index) => {
      const chunks = batches.flatMap((batch) => batch.data.children[index] ?? []);
      return toField(field, chunks.length > 0 ? new Vector<DataType>(chunks) : null);
    }),
  };
}

function toArrowField(field: Field): ArrowField {
  const metadata = new Map<string, string>([['tstype', field.type === 'integer' ? 'number' : field.type]]);
  if (field.labels) {
    metadata.set('labels', JSON.stringify(field.labels));
  }
  if (field.config) {
    metadata.set('config', JSON.stringify(field.config));
  }
  return new ArrowField(field.name, toArrowType(field), true, metadata);
}

function toField(arrowField: ArrowField, column: Vector<DataType> | null): Field {
  const labels = parseLabels(arrowField.metadata.get('labels'));
  const config = parseConfig(arrowField.metadata.get('config'));
  return {
    name: arrowField.name,
    ...decodeColumn(arrowField, column),
    ...(labels && { labels }),
    ...(config && { config }),
  };
}
