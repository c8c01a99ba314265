import { bootSchema, errorResponseSchema, type Boot } from '../../shared/boot';

/**
 * Asks the server who looks at the page and what the suite holds. Throws an error with the server's own words when it
 * refuses.
 */
export async function loadBoot(): Promise<Boot> {
  const response = await fetch('/preview/boot', { headers: { accept: 'application/json' } });
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok) {
    const problem = errorResponseSchema.safeParse(body);
    throw new Error(problem.success ? problem.data.message : `The preview answered ${response.status}.`);
  }
  return bootSchema.parse(body);
}
