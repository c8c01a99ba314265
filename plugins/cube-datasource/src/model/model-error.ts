/** Why the semantic layer could not be read. */
export interface ModelError {
  kind: 'forbidden' | 'failed';
  message: string;
}

/** Reads what Grafana's request layer throws: an answer with a status, or a plain error. */
export function describeModelError(error: unknown): ModelError {
  const status = readProperty(error, 'status');
  const message = readProperty(readProperty(error, 'data'), 'message') ?? readProperty(error, 'message');
  return {
    kind: status === 401 || status === 403 ? 'forbidden' : 'failed',
    message: typeof message === 'string' ? message : '',
  };
}

function readProperty(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
