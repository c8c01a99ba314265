import { Client, credentials, type ServiceError } from '@grpc/grpc-js';
import { grpc } from '../generated/messages';
import { brokerService, healthService, type Method, stdioService } from '../wire/services';
import { PluginProcessError, toCallError } from './errors';

/** A method as the client uses it: what it sends and what it reads. */
type ClientMethod<Request, Response> = Pick<
  Method<Request, unknown, unknown, Response>,
  'path' | 'requestSerialize' | 'responseDeserialize'
>;

/** gRPC connection to a plugin that has made its handshake. */
export class PluginConnection {
  private readonly client: Client;
  private readonly streams: Array<{ cancel: () => void }> = [];

  constructor(address: string) {
    this.client = new Client(address, credentials.createInsecure(), {
      'grpc.max_receive_message_length': -1,
      'grpc.max_send_message_length': -1,
      'grpc.enable_http_proxy': 0,
    });
  }

  /** Waits until the plugin says that it serves, and opens the streams that hosts keep open. */
  async open(timeoutMs: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.client.waitForReady(Date.now() + timeoutMs, (error) => (error ? reject(error) : resolve()));
    });
    const answer = await this.call(healthService.check, { service: 'plugin' }, AbortSignal.timeout(timeoutMs));
    if (answer.status !== grpc.health.v1.HealthCheckResponse.ServingStatus.SERVING) {
      throw new PluginProcessError('The plugin says that it does not serve.');
    }
    this.keepOpen();
  }

  /** Calls a method that answers once. */
  call<Request, Response>(
    method: ClientMethod<Request, Response>,
    request: Request,
    signal?: AbortSignal
  ): Promise<Response> {
    return new Promise<Response>((resolve, reject) => {
      signal?.throwIfAborted();
      const call = this.client.makeUnaryRequest(
        method.path,
        method.requestSerialize,
        method.responseDeserialize,
        request,
        (error, response) => {
          signal?.removeEventListener('abort', cancel);
          if (error || response === undefined) {
            reject(error ? toCallError(error) : new PluginProcessError('The plugin gave an empty answer.'));
          } else {
            resolve(response);
          }
        }
      );
      const cancel = () => call.cancel();
      signal?.addEventListener('abort', cancel, { once: true });
    });
  }

  /** Calls a method that answers with a stream; returns all of its messages. */
  callStream<Request, Response>(
    method: ClientMethod<Request, Response>,
    request: Request,
    signal?: AbortSignal
  ): Promise<Response[]> {
    return new Promise<Response[]>((resolve, reject) => {
      signal?.throwIfAborted();
      const messages: Response[] = [];
      const call = this.client.makeServerStreamRequest(
        method.path,
        method.requestSerialize,
        method.responseDeserialize,
        request
      );
      const cancel = () => call.cancel();
      const settle = (finish: () => void) => {
        signal?.removeEventListener('abort', cancel);
        finish();
      };
      signal?.addEventListener('abort', cancel, { once: true });
      call.on('data', (message: Response) => messages.push(message));
      call.on('error', (error: ServiceError) => settle(() => reject(toCallError(error))));
      call.on('end', () => settle(() => resolve(messages)));
    });
  }

  close(): void {
    this.streams.splice(0).forEach((stream) => stream.cancel());
    this.client.close();
  }

  private keepOpen(): void {
    const { path, requestSerialize, responseDeserialize } = stdioService.streamStdio;
    const output = this.client.makeServerStreamRequest(path, requestSerialize, responseDeserialize, {});
    const broker = this.client.makeBidiStreamRequest(
      brokerService.startStream.path,
      brokerService.startStream.requestSerialize,
      brokerService.startStream.responseDeserialize
    );
    this.streams.push(output, broker);
    for (const stream of [output, broker]) {
      stream.on('data', () => undefined);
      // They end with the plugin, which shows elsewhere.
      stream.on('error', () => undefined);
    }
  }
}
