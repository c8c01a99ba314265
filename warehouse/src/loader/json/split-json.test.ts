import { FileRefusal } from '../file-refusal';
import { JsonSplitter } from './split-json';

const columns = [
  { name: 'id', decimal: '.' },
  { name: 'amount', decimal: ',' },
  { name: 'owner.code', decimal: '.' },
];

function split(text: string, { path, size = 7 }: { path?: string; size?: number } = {}) {
  const splitter = new JsonSplitter(columns, path);
  const records = [];
  for (let at = 0; at < text.length; at += size) {
    records.push(...splitter.push(text.slice(at, at + size)));
  }
  return [...records, ...splitter.end()];
}

const rows = [
  { id: 'A1', amount: 12.5, owner: { code: 'K1' } },
  { id: 2, amount: '3,25', owner: null },
  { id: true, 'owner.code': 'x' },
];
const fields = [
  ['A1', '12,5', 'K1'],
  ['2', '3,25', ''],
  ['true', '', 'x'],
];

describe('JsonSplitter', () => {
  it.each([
    ['an array', JSON.stringify(rows), {}],
    ['an array over many lines', `\n ${JSON.stringify(rows, undefined, 2)}\n\n`, {}],
    ['an object with rows', JSON.stringify({ total: 3, rows, more: [{ id: 9 }] }), {}],
    ['an object with rows over many lines', JSON.stringify({ note: { rows: 1 }, rows }, undefined, 2), {}],
    ['an object per line', rows.map((row) => JSON.stringify(row)).join('\n'), {}],
    ['rows at a path', JSON.stringify({ data: { items: rows, next: null } }), { path: 'data.items' }],
  ])('reads %s, in chunks of any size', (_what, text, options) => {
    for (const size of [1, 7, 100_000]) {
      const records = split(text, { ...options, size });
      expect(records.map((record) => record.fields)).toEqual(fields);
      expect(records.map(({ line }) => line)).toEqual([1, 2, 3]);
    }
  });

  it('reads a single object as a row', () => {
    expect(split('{"id": "A1"}')).toEqual([{ line: 1, raw: '{"id": "A1"}', fields: ['A1', '', ''] }]);
  });

  it('loses a broken line only, and keeps its number and text', () => {
    const records = split('{"id": 1}\n\n{"id": 2\n[3]\n{"id": 4}\n');
    expect(records.map(({ line, fault }) => [line, fault])).toEqual([
      [1, undefined],
      [3, 'the line is no JSON: it is cut off or damaged'],
      [4, 'the row is no JSON object'],
      [5, undefined],
    ]);
    expect(records[1]?.raw).toBe('{"id": 2');
  });

  it.each([
    ['a cut array', '[{"id": 1}, {"id"', /after 1 rows/],
    ['an array with a stray comma', '[{"id": 1},, {"id": 2}]', /no valid JSON/],
    ['text after the array', '[{"id": 1}] and more', /no valid JSON/],
    ['delimited text', 'id;amount\n1;2', /begins with "id;/],
    ['an object without rows over many lines', '{\n"items": [{"id": 1}]}', /no rows at "rows"/],
    ['rows that are no array', '{\n"rows": {"id": 1}}', /no array of rows/],
  ])('refuses %s with the remedy', (_what, text, message) => {
    expect(() => split(text)).toThrow(FileRefusal);
    expect(() => split(text)).toThrow(message);
    expect(() => split(text)).toThrow(/Remedy/);
  });

  it('takes no number that a reader of JSON has rounded', () => {
    const [long, money, small] = split(
      '[{"id": 12345678901234567890}, {"amount": 90071992547409.93}, {"amount": 1e-7}]'
    );
    expect(long?.fault).toMatch(/column id: the number .* send it as text/);
    expect(money?.fault).toMatch(/column amount/);
    expect(small?.fields[1]).toBe('0,0000001');
  });
});
