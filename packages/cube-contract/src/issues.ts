import { type z } from 'zod';

/** The first fault of a check as one sentence that names the field, for the person who wrote the query. */
export function describeFault(error: z.ZodError, root = 'query'): string {
  const [issue] = error.issues;
  if (!issue) {
    return `${root} is not valid.`;
  }
  return `${formatPath(root, issue.path)}: ${issue.message}`;
}

/** `query.filters[0].values` */
export function formatPath(root: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : `${text}.${String(step)}`),
    root
  );
}

/** Options of a strict object whose message for a foreign key names the key, the nearest known one and all of them. */
export function refuseUnknownKeys(known: readonly string[], remedies: Record<string, string> = {}) {
  return {
    error: (issue: { code?: string; keys?: string[]; input?: unknown }): string | undefined => {
      if (issue.code === 'unrecognized_keys') {
        const key = issue.keys?.[0] ?? '';
        const nearest = findNearest(key, known);
        const hint = remedies[key] ?? (nearest ? `did you mean "${nearest}"?` : `known are ${known.join(', ')}.`);
        return `"${key}" is not known here: ${hint}`;
      }
      return issue.code === 'invalid_type' ? `must be an object with ${known.join(', ')}.` : undefined;
    },
  };
}

/** The known name within two typing errors of a text. */
export function findNearest(text: string, known: readonly string[]): string | undefined {
  const distances = known.map((name) => ({ name, distance: measureDistance(text.toLowerCase(), name.toLowerCase()) }));
  distances.sort((a, b) => a.distance - b.distance);
  const [best] = distances;
  return best && best.distance <= 2 ? best.name : undefined;
}

function measureDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replace = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replace, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
