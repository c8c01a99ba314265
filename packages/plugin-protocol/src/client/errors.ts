import { type ServiceError, status } from '@grpc/grpc-js';

/** The plugin's process could not be started, ended, or did not answer as a plugin. */
export class PluginProcessError extends Error {
  override name = 'PluginProcessError';
}

/** The plugin runs and refused or failed the whole call. */
export class PluginCallError extends Error {
  override name = 'PluginCallError';

  constructor(
    message: string,
    /** gRPC status by its name, such as UNIMPLEMENTED. */
    readonly code: string
  ) {
    super(message);
  }
}

/** The error of a call as callers should see it. */
export function toCallError(error: ServiceError): Error {
  if (error.code === status.CANCELLED) {
    return new DOMException('The call to the plugin was cancelled.', 'AbortError');
  }
  if (error.code === status.UNAVAILABLE) {
    return new PluginProcessError(`The plugin does not answer: ${error.details}.`);
  }
  return new PluginCallError(error.details || error.message, status[error.code]);
}
