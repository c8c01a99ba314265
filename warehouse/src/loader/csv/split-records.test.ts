import { RecordSplitter, maxRecordLength, type CsvRecord } from './split-records';

function split(text: string, { size = text.length || 1, columns = 0, quote = '"' } = {}): CsvRecord[] {
  const splitter = new RecordSplitter({ delimiter: ';', quote });
  if (columns > 0) {
    splitter.expectColumns(columns);
  }
  const records: CsvRecord[] = [];
  for (let at = 0; at < text.length; at += size) {
    records.push(...splitter.push(text.slice(at, at + size)));
  }
  return [...records, ...splitter.end()];
}

const shape = (records: CsvRecord[]) => records.map(({ line, fields, fault }) => [line, fault ?? fields]);

describe('RecordSplitter', () => {
  const text = 'a;b\r\n1;"x ""y""\r\nz;"\r\n\r\n3;4\r\n;\r\n"";"5"';
  const expected = [
    [1, ['a', 'b']],
    [2, ['1', 'x "y"\r\nz;']],
    [5, ['3', '4']],
    [6, ['', '']],
    [7, ['', '5']],
  ];

  it.each([1, 2, 3, 5, 1000])('reads quotes, line ends in fields and empty lines in chunks of %i', (size) => {
    expect(shape(split(text, { size }))).toEqual(expected);
  });

  it('keeps the raw text', () => {
    expect(split(text)[1]?.raw).toBe('1;"x ""y""\r\nz;"');
  });

  it('takes LF and CR alone as line ends', () => {
    expect(shape(split('a;b\n1;2\n'))).toEqual([
      [1, ['a', 'b']],
      [2, ['1', '2']],
    ]);
    expect(shape(split('a;b\r1;2\r', { size: 2 }))).toEqual([
      [1, ['a', 'b']],
      [2, ['1', '2']],
    ]);
  });

  it('says of a cut last line that its quote is open', () => {
    expect(shape(split('a;b\n1;2\n3;"PRIJE')).at(-1)).toEqual([3, expect.stringContaining('field 2 is not closed')]);
  });

  it.each([1, 7, 1000])('loses one line only to a stray quote, in chunks of %i', (size) => {
    const lines = ['a;b', '1;"x', ...Array.from({ length: 300 }, (_, index) => `${index};ok`)];
    const records = split(lines.join('\n'), { size, columns: 2 });
    expect(records).toHaveLength(302);
    expect(records.filter(({ fault }) => fault)).toMatchObject([{ line: 2, raw: '1;"x' }]);
    expect(records.at(-1)).toMatchObject({ line: 302, fields: ['299', 'ok'] });
  });

  it('does not take the quote of a later line for the closing one', () => {
    expect(shape(split('a;b\n1;"x\n2;"y"\n3;z', { columns: 2 }))).toEqual([
      [1, ['a', 'b']],
      [2, expect.stringContaining('not closed')],
      [3, ['2', 'y']],
      [4, ['3', 'z']],
    ]);
  });

  it('refuses text after a closing quote and leaves quotes inside a field alone', () => {
    expect(shape(split('"a"x;b\nc"d;"e"'))).toEqual([
      [1, expect.stringContaining('follows the closing quote of field 1')],
      [2, ['c"d', 'e']],
    ]);
    expect(shape(split('"a;b"', { quote: '' }))).toEqual([[1, ['"a', 'b"']]]);
  });

  it('gives up on an over-long line without keeping it, and goes on after it', () => {
    const records = split(`a;b\n1;${'x'.repeat(maxRecordLength * 2)}\n2;y\n`, { size: 65_536 });
    expect(shape(records)).toEqual([
      [1, ['a', 'b']],
      [2, expect.stringContaining('longer than 1000000')],
      [3, ['2', 'y']],
    ]);
    expect(records[1]?.raw.length).toBeLessThan(11_000);
  });
});
