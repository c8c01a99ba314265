import { type Field, type FieldConfig, type FieldType, type Frame, type FrameMeta } from './frame';

/** Row numbers of values that JSON cannot hold; the values themselves are null. */
export interface FieldEntities {
  NaN?: number[];
  Inf?: number[];
  NegInf?: number[];
}

/** A frame as Grafana's HTTP API answers it (`DataFrameJSON`). */
export interface FrameJson {
  schema: {
    refId?: string;
    name?: string;
    meta?: FrameMeta;
    fields: Array<{
      name: string;
      type: string;
      typeInfo: { frame: string; nullable: boolean };
      labels?: Record<string, string>;
      config?: FieldConfig;
    }>;
  };
  data: { values: unknown[][]; entities?: Array<FieldEntities | null> };
}

const goTypes: Record<FieldType, string> = {
  time: 'time.Time',
  number: 'float64',
  integer: 'int64',
  string: 'string',
  boolean: 'bool',
};

/** The frame in the JSON form of Grafana's query API: times as epoch milliseconds, missing values as null. */
export function frameToJson(frame: Frame): FrameJson {
  const entities = frame.fields.map(findEntities);
  return {
    schema: {
      ...(frame.refId && { refId: frame.refId }),
      ...(frame.name && { name: frame.name }),
      ...(frame.meta && { meta: frame.meta }),
      fields: frame.fields.map((field) => ({
        name: field.name,
        type: field.type === 'integer' ? 'number' : field.type,
        typeInfo: { frame: goTypes[field.type], nullable: true },
        ...(field.labels && { labels: field.labels }),
        ...(field.config && { config: field.config }),
      })),
    },
    data: {
      // JSON.stringify writes NaN and the infinities as null, yet the object itself shall hold what is sent.
      values: frame.fields.map((field, index) =>
        entities[index] ? field.values.map((value) => (Number.isFinite(value) ? value : null)) : field.values
      ),
      ...(entities.some((entry) => entry !== null) && { entities }),
    },
  };
}

function findEntities(field: Field): FieldEntities | null {
  if (field.type !== 'number') {
    return null;
  }
  const found: FieldEntities = {};
  field.values.forEach((value, row) => {
    if (value !== null && !Number.isFinite(value)) {
      const kind = Number.isNaN(value) ? 'NaN' : value > 0 ? 'Inf' : 'NegInf';
      (found[kind] ??= []).push(row);
    }
  });
  return Object.keys(found).length > 0 ? found : null;
}
