import { type Logger } from '@branchlight/runtime';
import { redactValues } from './redact-values';

const warnings = /error|warning|timeout|failed|rejected/i;

/**
 * Passes Cube's events on to the suite's log: troubles as warnings, everything else for debugging. Tokens, queries, their values and
 * contexts are left out.
 */
export function createCubeLogger(logger: Logger) {
  return (event: string, details: unknown) => {
    const fields = pickFields(details);
    if (warnings.test(event)) {
      logger.warn(event, fields);
    } else {
      logger.debug(event, fields);
    }
  };
}

function pickFields(details: unknown): Record<string, unknown> {
  if (typeof details !== 'object' || details === null) {
    return {};
  }
  const fields: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(details)) {
    if (['duration', 'requestId'].includes(name)) {
      fields[name] = value;
    } else if (['error', 'warning'].includes(name)) {
      fields[name] = redactValues(value instanceof Error ? (value.stack ?? value.message) : String(value));
    } else if (name === 'url') {
      fields[name] = String(value).split('?')[0];
    }
  }
  return fields;
}
