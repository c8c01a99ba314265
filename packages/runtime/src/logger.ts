import { describeError } from './user-error';

const levels = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof levels)[number];
export type LogFields = Record<string, unknown>;

/** Writes one line per call to standard error; fields follow the message. */
export interface Logger {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
  /** The same logger with a longer name, such as `preview.postgres`. */
  child(name: string): Logger;
}

export interface LoggerOptions {
  /** Lines below it are dropped; by default BRANCHLIGHT_LOG_LEVEL, else info */
  level?: LogLevel;
  /** json: one object a line; pretty: for people. By default BRANCHLIGHT_LOG_FORMAT, else pretty on a terminal */
  format?: 'json' | 'pretty';
  /** Takes a line that ends with a newline; by default standard error, so that standard output stays for results */
  write?: (line: string) => void;
}

/** @param name - part of the suite that speaks, such as `preview` or `load` */
export function createLogger(name: string, options: LoggerOptions = {}): Logger {
  const lowest = levels.indexOf(options.level ?? readLevel());
  const format = options.format ?? readFormat();
  const write = options.write ?? ((line: string) => process.stderr.write(line));
  const log = (level: LogLevel, message: string, fields: LogFields = {}) => {
    if (levels.indexOf(level) >= lowest) {
      write(format === 'json' ? formatJson(level, name, message, fields) : formatPretty(level, name, message, fields));
    }
  };
  return {
    debug: (message, fields) => log('debug', message, fields),
    info: (message, fields) => log('info', message, fields),
    warn: (message, fields) => log('warn', message, fields),
    error: (message, fields) => log('error', message, fields),
    child: (part) => createLogger(`${name}.${part}`, options),
  };
}

function formatJson(level: LogLevel, name: string, message: string, fields: LogFields): string {
  const entry = { time: new Date().toISOString(), level, name, message, ...fields };
  return `${JSON.stringify(entry, (_key, value: unknown) => (value instanceof Error ? (value.stack ?? value.message) : toJson(value)))}\n`;
}

function formatPretty(level: LogLevel, name: string, message: string, fields: LogFields): string {
  const time = new Date().toTimeString().slice(0, 8);
  const mark = level === 'info' ? '' : `${level.toUpperCase()} `;
  const tail = Object.entries(fields).map(([key, value]) => ` ${key}=${formatValue(value)}`);
  return `${time} ${name}: ${mark}${message}${tail.join('')}\n`;
}

function formatValue(value: unknown): string {
  if (value instanceof Error) {
    return describeError(value);
  }
  return typeof value === 'string'
    ? value
    : (JSON.stringify(value, (_key, inner: unknown) => toJson(inner)) ?? 'undefined');
}

function toJson(value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}

function readLevel(): LogLevel {
  return levels.find((level) => level === process.env.BRANCHLIGHT_LOG_LEVEL) ?? 'info';
}

function readFormat(): 'json' | 'pretty' {
  const format = process.env.BRANCHLIGHT_LOG_FORMAT;
  return format === 'json' || format === 'pretty' ? format : process.stderr.isTTY ? 'pretty' : 'json';
}
