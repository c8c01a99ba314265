import { parseCubeQuery } from '@branchlight/cube-contract';
import { t } from '@grafana/i18n';
import { type CubeQuery } from './query';
import { isCubeQuery } from './stored-query';

export type JsonCheck = { ok: true; query: CubeQuery } | { ok: false; fault: string };

export function writeJson(query: CubeQuery): string {
  return JSON.stringify(query, undefined, 2);
}

/**
 * Reads a Cube query as a person wrote it. It comes back as it was written, not as it was checked, so that nothing moves
 * in the text; the fault names the field and the remedy. Variables may stand for any text.
 */
export function readJson(text: string): JsonCheck {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      ok: false,
      fault: t('json.not-json', 'This is not valid JSON: {{reason}}', {
        reason,
        interpolation: { escapeValue: false },
      }),
    };
  }
  const check = parseCubeQuery(fillPlaceholders(value));
  if (!check.ok) {
    return check;
  }
  return isCubeQuery(value)
    ? { ok: true, query: value }
    : { ok: false, fault: t('json.no-object', 'query: must be an object.') };
}

const variable = /\$\w+|\$\{[^}]+\}|\[\[[^\]]+\]\]/g;

/** A variable's value is not known yet: a name that would do stands in its place, a member where it is all there is. */
function fillPlaceholders(value: unknown): unknown {
  if (typeof value === 'string') {
    const filled = value.replace(variable, 'x');
    return filled === 'x' && value !== 'x' ? 'view.member' : filled;
  }
  if (Array.isArray(value)) {
    return value.map(fillPlaceholders);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [
      key.replace(variable, 'x'),
      // A granularity is one word.
      key === 'granularity' && typeof part === 'string' ? part.replace(variable, 'x') : fillPlaceholders(part),
    ])
  );
}
