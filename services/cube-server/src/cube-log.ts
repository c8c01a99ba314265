import { type Logger } from '@branchlight/runtime';

const warnings = /error|warning|timeout|failed|rejected/i;

/**
 * Passes Cube's events on to the suite's log: troubles as warnings, everything else for debugging. Tokens, queries' values and
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
    if (['error', 'warning', 'duration', 'requestId', 'url'].includes(name)) {
      fields[name] = value;
    }
  }
  return fields;
}
