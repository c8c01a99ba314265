import { type ErrorSource } from '@branchlight/plugin-protocol';

/** An error that is the answer to a query: its message is for the person who looks and says what to do. */
export class QueryError extends Error {
  override name = 'QueryError';

  constructor(
    message: string,
    /** HTTP status that Grafana shows. */
    readonly status: number,
    readonly source: ErrorSource = 'downstream'
  ) {
    super(message);
  }
}

/** Whether a call was given up, by its caller or because the plugin ends. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
