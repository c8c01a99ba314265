import { pluginv2 } from '../generated/messages';
import { encodeFrame } from '../frame/arrow';
import {
  type HealthRequest,
  type HealthResponse,
  type PluginContext,
  type QueryDataRequest,
  type QueryDataResponse,
  type QueryResult,
  type ResourceRequest,
  type ResourceResponse,
} from '../messages';

const encoder = new TextEncoder();

export function writeQueryDataRequest(request: QueryDataRequest): pluginv2.QueryDataRequest.$Properties {
  return {
    pluginContext: writeContext(request.context),
    headers: request.headers,
    queries: request.queries.map((query) => ({
      refId: query.refId,
      queryType: query.queryType,
      maxDataPoints: Math.round(query.maxDataPoints),
      intervalMS: Math.round(query.intervalMs),
      timeRange: { fromEpochMS: Math.round(query.timeRange.from), toEpochMS: Math.round(query.timeRange.to) },
      json: writeJson(query.model),
    })),
  };
}

export function writeResourceRequest(request: ResourceRequest): pluginv2.CallResourceRequest.$Properties {
  const { path, method, url, body } = request;
  return {
    pluginContext: writeContext(request.context),
    path,
    method,
    url,
    body,
    headers: writeLists(request.headers),
  };
}

export function writeHealthRequest(request: HealthRequest): pluginv2.CheckHealthRequest.$Properties {
  return { pluginContext: writeContext(request.context), headers: request.headers };
}

export function writeQueryDataResponse(response: QueryDataResponse): pluginv2.QueryDataResponse.$Properties {
  return { responses: Object.fromEntries([...response].map(([refId, result]) => [refId, writeResult(refId, result)])) };
}

function writeResult(refId: string, result: QueryResult): pluginv2.DataResponse.$Properties {
  const { error, errorSource, frames, status } = result;
  return {
    status,
    frames: frames.map((frame) => encodeFrame({ refId, ...frame })),
    ...(error !== undefined && { error, errorSource: errorSource ?? 'plugin' }),
  };
}

export function writeResourceResponse(response: ResourceResponse): pluginv2.CallResourceResponse.$Properties {
  return { code: response.status, headers: writeLists(response.headers), body: response.body };
}

const healthStates = {
  ok: pluginv2.CheckHealthResponse.HealthStatus.OK,
  error: pluginv2.CheckHealthResponse.HealthStatus.ERROR,
  unknown: pluginv2.CheckHealthResponse.HealthStatus.UNKNOWN,
};

export function writeHealthResponse(response: HealthResponse): pluginv2.CheckHealthResponse.$Properties {
  return {
    status: healthStates[response.status],
    message: response.message,
    ...(response.details && { jsonDetails: writeJson(response.details) }),
  };
}

function writeContext(context: PluginContext): pluginv2.PluginContext.$Properties {
  const { datasource, grafanaConfig, orgId, pluginId, pluginVersion, user } = context;
  return {
    orgId,
    pluginId,
    pluginVersion,
    grafanaConfig,
    ...(user && { user }),
    ...(datasource && {
      dataSourceInstanceSettings: {
        uid: datasource.uid,
        name: datasource.name,
        url: datasource.url,
        jsonData: writeJson(datasource.jsonData),
        decryptedSecureJsonData: datasource.secureJsonData,
        lastUpdatedMS: Math.round(datasource.updated),
      },
    }),
  };
}

function writeLists(lists: Record<string, string[]>): Record<string, pluginv2.StringList.$Properties> {
  return Object.fromEntries(Object.entries(lists).map(([name, values]) => [name, { values }]));
}

function writeJson(value: unknown): Uint8Array {
  return value === undefined ? new Uint8Array() : encoder.encode(JSON.stringify(value));
}
