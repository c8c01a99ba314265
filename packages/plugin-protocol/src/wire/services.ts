import { grpc, plugin, pluginv2 } from '../generated/messages';

interface Codec<T, Sent> {
  encode: (message: Sent) => { finish: () => Uint8Array };
  decode: (bytes: Uint8Array) => T;
}

/** A gRPC method: whoever sends may leave fields out, whoever reads has them all. */
export interface Method<RequestSent, RequestRead, ResponseSent, ResponseRead> {
  path: string;
  requestStream: boolean;
  responseStream: boolean;
  requestSerialize: (message: RequestSent) => Buffer;
  requestDeserialize: (bytes: Buffer) => RequestRead;
  responseSerialize: (message: ResponseSent) => Buffer;
  responseDeserialize: (bytes: Buffer) => ResponseRead;
}

function defineMethod<RequestSent, RequestRead, ResponseSent, ResponseRead>(
  path: string,
  request: Codec<RequestRead, RequestSent>,
  response: Codec<ResponseRead, ResponseSent>,
  streams: { request?: boolean; response?: boolean } = {}
): Method<RequestSent, RequestRead, ResponseSent, ResponseRead> {
  return {
    path,
    requestStream: streams.request ?? false,
    responseStream: streams.response ?? false,
    requestSerialize: (message) => toBuffer(request.encode(message).finish()),
    requestDeserialize: (bytes) => request.decode(bytes),
    responseSerialize: (message) => toBuffer(response.encode(message).finish()),
    responseDeserialize: (bytes) => response.decode(bytes),
  };
}

function toBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The plugin's own services. */
export const diagnosticsService = {
  checkHealth: defineMethod(
    '/pluginv2.Diagnostics/CheckHealth',
    pluginv2.CheckHealthRequest,
    pluginv2.CheckHealthResponse
  ),
  collectMetrics: defineMethod(
    '/pluginv2.Diagnostics/CollectMetrics',
    pluginv2.CollectMetricsRequest,
    pluginv2.CollectMetricsResponse
  ),
};

export const resourceService = {
  callResource: defineMethod(
    '/pluginv2.Resource/CallResource',
    pluginv2.CallResourceRequest,
    pluginv2.CallResourceResponse,
    { response: true }
  ),
};

export const dataService = {
  queryData: defineMethod('/pluginv2.Data/QueryData', pluginv2.QueryDataRequest, pluginv2.QueryDataResponse),
};

/** Services that every plugin has. */
export const healthService = {
  check: defineMethod(
    '/grpc.health.v1.Health/Check',
    grpc.health.v1.HealthCheckRequest,
    grpc.health.v1.HealthCheckResponse
  ),
  watch: defineMethod(
    '/grpc.health.v1.Health/Watch',
    grpc.health.v1.HealthCheckRequest,
    grpc.health.v1.HealthCheckResponse,
    { response: true }
  ),
};

export const controllerService = {
  shutdown: defineMethod('/plugin.GRPCController/Shutdown', plugin.Empty, plugin.Empty),
};

export const brokerService = {
  startStream: defineMethod('/plugin.GRPCBroker/StartStream', plugin.ConnInfo, plugin.ConnInfo, {
    request: true,
    response: true,
  }),
};

export const stdioService = {
  streamStdio: defineMethod('/plugin.GRPCStdio/StreamStdio', plugin.Empty, plugin.StdioData, { response: true }),
};
