import { parseLogLine } from '../client/log-lines';
import { formatLogLine } from './log';

const now = new Date('2026-03-01T12:00:00.123Z');

describe('log lines', () => {
  it("are JSON in hclog's form with six fraction digits", () => {
    const line = formatLogLine('warn', 'Cube is slow', { ms: 12, query: 'A' }, now);
    expect(line.endsWith('}\n')).toBe(true);
    expect(JSON.parse(line)).toEqual({
      '@level': 'warn',
      '@message': 'Cube is slow',
      '@timestamp': '2026-03-01T12:00:00.123000Z',
      ms: 12,
      query: 'A',
    });
  });

  it('stay one line', () => {
    expect(formatLogLine('info', 'a\nb', {}, now).split('\n')).toHaveLength(2);
  });

  it('stay below 64 KiB however long message and fields are', () => {
    const fields = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`f${index}`, '€'.repeat(100_000)]));
    for (const line of [
      formatLogLine('error', '€'.repeat(1_000_000), {}, now),
      formatLogLine('error', 'm', fields, now),
    ]) {
      expect(Buffer.byteLength(line)).toBeLessThan(64 * 1024);
      expect(() => JSON.parse(line)).not.toThrow();
    }
  });

  it('cannot be forged by fields', () => {
    expect(JSON.parse(formatLogLine('info', 'real', { '@message': 'forged' }, now))).toMatchObject({
      '@message': 'real',
    });
  });

  it('are read back, and plain text is a debug message', () => {
    expect(parseLogLine(formatLogLine('error', 'm', { a: 1 }, now))).toEqual({
      level: 'error',
      message: 'm',
      fields: { a: 1 },
    });
    expect(parseLogLine('plain')).toEqual({ level: 'debug', message: 'plain', fields: {} });
  });
});
