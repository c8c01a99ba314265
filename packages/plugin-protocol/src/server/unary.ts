import { type handleUnaryCall, type ServerUnaryCall, type ServerWritableStream, status } from '@grpc/grpc-js';
import { type PluginLog } from './log';

type Cancellable = Pick<ServerUnaryCall<unknown, unknown>, 'on' | 'cancelled'>;

/** Aborts when the host gives the call up, or when the plugin ends. */
export function createCallSignal(call: Cancellable, ended: AbortSignal): AbortSignal {
  const controller = new AbortController();
  call.on('cancelled', () => controller.abort(new DOMException('The host cancelled the call.', 'AbortError')));
  return AbortSignal.any([controller.signal, ended]);
}

/** A gRPC method from an async function; what it throws becomes status INTERNAL (or CANCELLED) and a log line. */
export function answerUnary<Request, Response>(
  log: PluginLog,
  ended: AbortSignal,
  answer: (request: Request, signal: AbortSignal) => Promise<Response>
): handleUnaryCall<Request, Response> {
  return (call, callback) => {
    const signal = createCallSignal(call, ended);
    answer(call.request, signal).then(
      (response) => callback(null, response),
      (error: unknown) => callback(toServiceError(error, signal, log))
    );
  };
}

/** A gRPC method that answers with one message in a stream. */
export function answerStream<Request, Response>(
  log: PluginLog,
  ended: AbortSignal,
  answer: (request: Request, signal: AbortSignal) => Promise<Response>
): (call: ServerWritableStream<Request, Response>) => void {
  return (call) => {
    const signal = createCallSignal(call, ended);
    answer(call.request, signal).then(
      (response) => call.end(void call.write(response)),
      (error: unknown) => call.destroy(Object.assign(new Error(), toServiceError(error, signal, log)))
    );
  };
}

function toServiceError(error: unknown, signal: AbortSignal, log: PluginLog): { code: status; details: string } {
  if (signal.aborted) {
    return { code: status.CANCELLED, details: 'The call was cancelled.' };
  }
  const details = error instanceof Error ? error.message : String(error);
  log.error('A call failed in a way that the plugin did not expect.', {
    error: error instanceof Error ? error.stack : details,
  });
  return { code: status.INTERNAL, details };
}
