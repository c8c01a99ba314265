import { createLogger, type LoggerOptions } from './logger';

function collect(options: LoggerOptions) {
  const lines: string[] = [];
  return { lines, logger: createLogger('load', { ...options, write: (line) => lines.push(line) }) };
}

describe('createLogger', () => {
  it('writes one JSON object a line, errors with their stack and bigints as text', () => {
    const { lines, logger } = collect({ format: 'json' });
    logger.child('copy').warn('slow\nfile', { error: new Error('no luck'), rows: 5n });
    expect(lines).toHaveLength(1);
    expect(lines[0]?.indexOf('\n')).toBe((lines[0]?.length ?? 0) - 1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'warn',
      name: 'load.copy',
      message: 'slow\nfile',
      error: expect.stringContaining('no luck'),
      rows: '5',
    });
  });

  it('writes for people', () => {
    const { lines, logger } = collect({ format: 'pretty' });
    logger.info('Loaded', { rows: 12, file: 'a.csv' });
    logger.error('Failed', { error: new Error('no luck') });
    expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d load: Loaded rows=12 file=a\.csv\n$/);
    expect(lines[1]).toMatch(/ERROR Failed error=no luck\n$/);
  });

  it('drops what lies below the level', () => {
    const { lines, logger } = collect({ level: 'warn' });
    logger.debug('a');
    logger.info('b');
    logger.warn('c');
    expect(lines).toHaveLength(1);
  });
});
