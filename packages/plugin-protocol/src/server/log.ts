import { inspect } from 'node:util';

export type PluginLogLevel = 'debug' | 'info' | 'warn' | 'error';
export type PluginLogFields = Record<string, string | number | boolean | null | undefined>;

/** Writes what the host puts into its own log. */
export interface PluginLog {
  debug: (message: string, fields?: PluginLogFields) => void;
  info: (message: string, fields?: PluginLogFields) => void;
  warn: (message: string, fields?: PluginLogFields) => void;
  error: (message: string, fields?: PluginLogFields) => void;
}

/** Hosts read 64 KiB at a time and cut longer lines to pieces. */
const longestLine = 60 * 1024;
const longestField = 4 * 1024;
const longestMessage = 16 * 1024;

/** @param write - takes one line with its newline; standard error, which is where hosts listen */
export function createPluginLog(write: (line: string) => void): PluginLog {
  const log = (level: PluginLogLevel) => (message: string, fields?: PluginLogFields) =>
    write(formatLogLine(level, message, fields));
  return { debug: log('debug'), info: log('info'), warn: log('warn'), error: log('error') };
}

/** One JSON line in hclog's form, always shorter than 64 KiB; whatever is cut says so. */
export function formatLogLine(
  level: PluginLogLevel,
  message: string,
  fields: PluginLogFields = {},
  now = new Date()
): string {
  const head = {
    '@level': level,
    '@message': cut(message, longestMessage),
    // hclog's clock has microseconds; six digits are what the reader insists on.
    '@timestamp': now.toISOString().replace('Z', '000Z'),
  };
  const short = Object.entries(fields).map(([name, value]) => [
    name,
    typeof value === 'string' ? cut(value, longestField) : value,
  ]);
  const line = JSON.stringify({ ...Object.fromEntries(short), ...head });
  const fits = Buffer.byteLength(line) < longestLine;
  return `${fits ? line : JSON.stringify({ ...head, '@message': cut(message, 4096), fields_cut: true })}\n`;
}

/** Text of console arguments. */
export function formatArguments(values: unknown[]): string {
  return values.map((value) => (typeof value === 'string' ? value : inspect(value, { depth: 3 }))).join(' ');
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)} ... (${text.length - length} characters cut)` : text;
}
