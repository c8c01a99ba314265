import { pluginv2 } from '../generated/messages';
import { decodeFrame } from '../frame/arrow';
import {
  type HealthRequest,
  type HealthResponse,
  type PluginContext,
  type QueryDataRequest,
  type QueryDataResponse,
  type ResourceRequest,
  type ResourceResponse,
} from '../messages';

type StringLists = Record<string, { values?: string[] | null }> | null | undefined;

const decoder = new TextDecoder();

export function readQueryDataRequest(message: pluginv2.QueryDataRequest): QueryDataRequest {
  return {
    context: readContext(message.pluginContext),
    headers: { ...message.headers },
    queries: message.queries.map((query) => ({
      refId: query.refId ?? '',
      queryType: query.queryType ?? '',
      maxDataPoints: query.maxDataPoints ?? 0,
      intervalMs: query.intervalMS ?? 0,
      timeRange: { from: query.timeRange?.fromEpochMS ?? 0, to: query.timeRange?.toEpochMS ?? 0 },
      model: readJson(query.json),
    })),
  };
}

export function readResourceRequest(message: pluginv2.CallResourceRequest): ResourceRequest {
  return {
    context: readContext(message.pluginContext),
    path: message.path,
    method: message.method,
    url: message.url,
    headers: readLists(message.headers),
    body: message.body,
  };
}

export function readHealthRequest(message: pluginv2.CheckHealthRequest): HealthRequest {
  return { context: readContext(message.pluginContext), headers: { ...message.headers } };
}

export function readQueryDataResponse(message: pluginv2.QueryDataResponse): QueryDataResponse {
  return new Map(
    Object.entries(message.responses).map(([refId, response]) => {
      const { error, errorSource, frames, status } = response;
      return [
        refId,
        {
          status: status || (error ? 500 : 200),
          frames: (frames ?? []).map(decodeFrame),
          ...(error && { error }),
          ...((errorSource === 'plugin' || errorSource === 'downstream') && { errorSource }),
        },
      ];
    })
  );
}

export function readResourceResponse(message: pluginv2.CallResourceResponse): ResourceResponse {
  return { status: message.code, headers: readLists(message.headers), body: message.body };
}

const healthStates = {
  [pluginv2.CheckHealthResponse.HealthStatus.OK]: 'ok',
  [pluginv2.CheckHealthResponse.HealthStatus.ERROR]: 'error',
  [pluginv2.CheckHealthResponse.HealthStatus.UNKNOWN]: 'unknown',
} as const;

export function readHealthResponse(message: pluginv2.CheckHealthResponse): HealthResponse {
  const details = readJson(message.jsonDetails);
  return {
    status: healthStates[message.status] ?? 'unknown',
    message: message.message,
    ...(isRecord(details) && { details }),
  };
}

function readContext(context: pluginv2.PluginContext.$Properties | null | undefined): PluginContext {
  const user = context?.user;
  const datasource = context?.dataSourceInstanceSettings;
  return {
    orgId: context?.orgId ?? 0,
    pluginId: context?.pluginId ?? '',
    pluginVersion: context?.pluginVersion ?? '',
    grafanaConfig: { ...context?.grafanaConfig },
    ...(user && {
      user: { login: user.login ?? '', name: user.name ?? '', email: user.email ?? '', role: user.role ?? '' },
    }),
    ...(datasource && {
      datasource: {
        uid: datasource.uid ?? '',
        name: datasource.name ?? '',
        url: datasource.url ?? '',
        jsonData: readJson(datasource.jsonData),
        secureJsonData: { ...datasource.decryptedSecureJsonData },
        updated: datasource.lastUpdatedMS ?? 0,
      },
    }),
  };
}

function readLists(lists: StringLists): Record<string, string[]> {
  return Object.fromEntries(Object.entries(lists ?? {}).map(([name, list]) => [name, [...(list.values ?? [])]]));
}

function readJson(bytes: Uint8Array | null | undefined): unknown {
  if (!bytes?.length) {
    return undefined;
  }
  try {
    return JSON.parse(decoder.decode(bytes));
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
