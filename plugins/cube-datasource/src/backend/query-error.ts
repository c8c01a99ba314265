import { type ErrorSource } from '@branchlight/plugin-protocol';

/** What has to be right, in this order, before figures can be had. */
export const healthStages = ['settings', 'address', 'server', 'secret', 'version', 'login', 'bank', 'views'] as const;
export type HealthStage = (typeof healthStages)[number];

/** An error that is the answer to a query: its message is for the person who looks and says what to do. */
export class QueryError extends Error {
  override name = 'QueryError';

  constructor(
    message: string,
    /** HTTP status that Grafana shows. */
    readonly status: number,
    readonly source: ErrorSource = 'downstream',
    /** What the datasource's health check found broken by it; left out where it is about a query. */
    readonly stage?: HealthStage
  ) {
    super(message);
  }
}

/** Whether a call was given up, by its caller or because the plugin ends. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
