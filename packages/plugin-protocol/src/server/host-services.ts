import { type handleUnaryCall, type Server, type ServerDuplexStream, type ServerWritableStream } from '@grpc/grpc-js';
import { grpc, type plugin } from '../generated/messages';
import { brokerService, controllerService, healthService, stdioService } from '../wire/services';

type HealthRequest = grpc.health.v1.HealthCheckRequest;
type HealthResponse = grpc.health.v1.HealthCheckResponse.$Properties;

const serving: HealthResponse = { status: grpc.health.v1.HealthCheckResponse.ServingStatus.SERVING };

/** Adds what every host of go-plugin asks a plugin for: health, shutdown, and the streams that stay open. */
export function addHostServices(server: Server, shutdown: () => void): void {
  const check: handleUnaryCall<HealthRequest, HealthResponse> = (_call, callback) => callback(null, serving);
  const watch = (call: ServerWritableStream<HealthRequest, HealthResponse>) => void call.write(serving);
  server.addService(healthService, { check, watch });

  const stop: handleUnaryCall<plugin.Empty, plugin.Empty.$Properties> = (_call, callback) => {
    callback(null, {});
    shutdown();
  };
  server.addService(controllerService, { shutdown: stop });

  // Nothing is brokered, and output goes to standard error as log lines: both streams only stay open.
  const startStream = (call: ServerDuplexStream<plugin.ConnInfo, plugin.ConnInfo.$Properties>) => {
    call.on('data', () => undefined);
    call.on('end', () => call.end());
  };
  server.addService(brokerService, { startStream });
  const streamStdio = (call: ServerWritableStream<plugin.Empty, plugin.StdioData.$Properties>) => {
    call.on('cancelled', () => call.end());
  };
  server.addService(stdioService, { streamStdio });
}
