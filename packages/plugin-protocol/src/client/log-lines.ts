import { createInterface } from 'node:readline';
import { type Readable } from 'node:stream';
import { z } from 'zod';

/** A line of the plugin's log; a line that is not JSON is a message of level debug, as hosts take it. */
export interface PluginLogLine {
  level: 'debug' | 'info' | 'warn' | 'error';
  message: string;
  fields: Record<string, unknown>;
}

const lineSchema = z.looseObject({
  '@level': z.string(),
  '@message': z.string(),
  '@timestamp': z.string().optional(),
});

const levels: Record<string, PluginLogLine['level']> = { info: 'info', warn: 'warn', error: 'error' };

/** Hands every line of the plugin's standard error on. */
export function forwardLogLines(stream: Readable, onLog: (line: PluginLogLine) => void): void {
  createInterface({ input: stream, crlfDelay: Infinity }).on('line', (text) => {
    if (text.trim() !== '') {
      onLog(parseLogLine(text));
    }
  });
}

export function parseLogLine(text: string): PluginLogLine {
  const parsed = lineSchema.safeParse(parseJson(text));
  if (!parsed.success) {
    return { level: 'debug', message: text, fields: {} };
  }
  const { '@level': level, '@message': message, ...fields } = parsed.data;
  delete fields['@timestamp'];
  return { level: levels[level] ?? 'debug', message, fields };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
