import {
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  tableToIPC,
  Field as ArrowField,
  Date_,
  DateUnit,
} from 'apache-arrow';
import { decodeFrame, encodeFrame } from './arrow';
import { frameToJson } from './frame-json';
import { type Frame } from './frame';

const frame: Frame = {
  name: 'outlets',
  refId: 'A',
  meta: { notices: [{ severity: 'warning', text: 'Cut at 2 rows' }], custom: { total: 3 } },
  fields: [
    { name: 'date', type: 'time', values: [725_842_800_123, null, -86_400_001] },
    { name: 'outlet', type: 'string', labels: { region: 'R01' }, values: ['Hl. m. Praha č. 1', null, ''] },
    { name: 'credits', type: 'number', config: { unit: 'short', decimals: 2 }, values: [0.1, null, -3] },
    { name: 'accounts', type: 'integer', values: [9_007_199_254_740_991, null, -1] },
    { name: 'open', type: 'boolean', values: [true, null, false] },
  ],
};

describe('Arrow frames', () => {
  it('keep values, nulls, labels, config and meta on the way there and back', () => {
    expect(decodeFrame(encodeFrame(frame))).toEqual(frame);
  });

  it('are IPC files', () => {
    expect(Buffer.from(encodeFrame(frame)).subarray(0, 6).toString()).toBe('ARROW1');
  });

  it('keep columns without rows, and frames without columns', () => {
    const empty: Frame = { refId: 'B', fields: [{ name: 'date', type: 'time', values: [] }] };
    expect(decodeFrame(encodeFrame(empty))).toEqual(empty);
    expect(decodeFrame(encodeFrame({ fields: [] }))).toEqual({ fields: [] });
  });

  it('keep more rows than a bitmap byte and the eight-byte padding hold', () => {
    const values = Array.from({ length: 1_001 }, (_, row) => (row % 3 === 0 ? null : row % 2 === 0));
    expect(decodeFrame(encodeFrame({ fields: [{ name: 'b', type: 'boolean', values }] })).fields[0]?.values).toEqual(
      values
    );
  });

  it('keep fields of the same name apart, as the series of a measure are', () => {
    const series: Frame = {
      fields: ['R01', 'R02', 'R03'].map((region, index) => ({
        name: 'credits',
        type: 'number',
        labels: { region },
        values: [index],
      })),
    };
    expect(decodeFrame(encodeFrame(series))).toEqual(series);
  });

  it('refuse bytes that are no frame', () => {
    expect(() => decodeFrame(Buffer.from('hello, this is no Arrow file'))).toThrow('not an Arrow file');
    expect(() => decodeFrame(new Uint8Array())).toThrow('not an Arrow file');
  });

  it('refuse fields of different lengths', () => {
    const odd: Frame = {
      fields: [
        { name: 'a', type: 'number', values: [1] },
        { name: 'b', type: 'number', values: [] },
      ],
    };
    expect(() => encodeFrame(odd)).toThrow('Field "b" has 0 values, the first field has 1.');
  });

  it('refuse Arrow types that data frames do not know', () => {
    const type = new Date_(DateUnit.DAY);
    const schema = new Schema([new ArrowField('day', type, true)]);
    const children = [makeData({ type, length: 1, nullCount: 0, data: new Int32Array([1]) })];
    const batch = new RecordBatch(
      schema,
      makeData({ type: new Struct(schema.fields), length: 1, nullCount: 0, children })
    );
    expect(() => decodeFrame(tableToIPC(new Table(schema, [batch]), 'file'))).toThrow('Field "day" has the Arrow type');
  });
});

describe('frameToJson', () => {
  it("writes Grafana's DataFrame JSON", () => {
    expect(JSON.parse(JSON.stringify(frameToJson(frame)))).toEqual({
      schema: {
        refId: 'A',
        name: 'outlets',
        meta: frame.meta,
        fields: [
          { name: 'date', type: 'time', typeInfo: { frame: 'time.Time', nullable: true } },
          { name: 'outlet', type: 'string', typeInfo: { frame: 'string', nullable: true }, labels: { region: 'R01' } },
          {
            name: 'credits',
            type: 'number',
            typeInfo: { frame: 'float64', nullable: true },
            config: { unit: 'short', decimals: 2 },
          },
          { name: 'accounts', type: 'number', typeInfo: { frame: 'int64', nullable: true } },
          { name: 'open', type: 'boolean', typeInfo: { frame: 'bool', nullable: true } },
        ],
      },
      data: { values: frame.fields.map((field) => field.values) },
    });
  });

  it('names the rows of values that JSON cannot hold', () => {
    const values = [1, Number.NaN, null, Infinity, -Infinity, Number.NaN];
    const { data } = frameToJson({
      fields: [
        { name: 'n', type: 'number', values },
        { name: 's', type: 'string', values: ['a', 'b', 'c', 'd', 'e', 'f'] },
      ],
    });
    expect(data.values[0]).toEqual([1, null, null, null, null, null]);
    expect(data.entities).toEqual([{ NaN: [1, 5], Inf: [3], NegInf: [4] }, null]);
  });
});
