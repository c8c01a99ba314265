import { type Frame } from './frame/frame';

/** What plugin and host say to each other, in the words of TypeScript; the same types on both sides. */

export interface PluginUser {
  login: string;
  name: string;
  email: string;
  /** Grafana's organisation role: Viewer, Editor, Admin. */
  role: string;
}

export interface DatasourceSettings {
  uid: string;
  name: string;
  url: string;
  /** Parsed JSON; undefined when it is empty or not JSON. */
  jsonData: unknown;
  /** Decrypted secrets; never to be logged or sent on. */
  secureJsonData: Record<string, string>;
  /** Epoch milliseconds of the last change. */
  updated: number;
}

export interface PluginContext {
  orgId: number;
  pluginId: string;
  pluginVersion: string;
  /** Undefined when Grafana itself asks, as for alert rules. */
  user?: PluginUser;
  datasource?: DatasourceSettings;
  grafanaConfig: Record<string, string>;
}

export interface PluginQuery {
  refId: string;
  queryType: string;
  maxDataPoints: number;
  intervalMs: number;
  /** Epoch milliseconds. */
  timeRange: { from: number; to: number };
  /** The query as its editor saved it; undefined when it is not JSON. */
  model: unknown;
}

export interface QueryDataRequest {
  context: PluginContext;
  headers: Record<string, string>;
  queries: PluginQuery[];
}

/** Who is to blame: this plugin, or what it asked. */
export type ErrorSource = 'plugin' | 'downstream';

/** Answer to one query: frames, or an error with an HTTP status. */
export interface QueryResult {
  /** HTTP status; 200 without an error. */
  status: number;
  frames: Frame[];
  error?: string;
  errorSource?: ErrorSource;
}

/** By refId. */
export type QueryDataResponse = Map<string, QueryResult>;

export interface ResourceRequest {
  context: PluginContext;
  /** Below `/resources/`, no slash at the front. */
  path: string;
  method: string;
  /** Path with the query string. */
  url: string;
  headers: Record<string, string[]>;
  body: Uint8Array;
}

export interface ResourceResponse {
  status: number;
  headers: Record<string, string[]>;
  body: Uint8Array;
}

export interface HealthRequest {
  context: PluginContext;
  headers: Record<string, string>;
}

export interface HealthResponse {
  status: 'ok' | 'error' | 'unknown';
  message: string;
  /** Shown by Grafana on demand; JSON. */
  details?: Record<string, unknown>;
}
