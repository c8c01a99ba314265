import { type ProvisionedDatasource } from './provisioning/schemas';

/** Who asks, as the backend learns it from the plugin context; taken from the session, never from the request's body. */
export interface BackendUser {
  login: string;
  name: string;
  orgRole: 'Viewer' | 'Editor' | 'Admin';
}

export interface BackendQuery {
  refId: string;
  queryType: string;
  maxDataPoints: number;
  intervalMs: number;
  /** Epoch milliseconds. */
  from: number;
  to: number;
  /** The query's own model, as the editor saved it. */
  model: Record<string, unknown>;
}

/** A frame in Grafana's JSON form. */
export interface JsonFrame {
  schema: Record<string, unknown>;
  data: { values: unknown[][]; nanos?: Array<number[] | null>; entities?: unknown };
}

export interface BackendResult {
  status: number;
  frames: JsonFrame[];
  error?: string;
  errorSource?: string;
}

export interface BackendResourceRequest {
  /** Below `/resources/`, no slash at the front. */
  path: string;
  method: string;
  /** Path with the query string. */
  url: string;
  headers: Record<string, string[]>;
  body: Uint8Array;
}

export interface BackendResourceResponse {
  status: number;
  headers: Record<string, string[]>;
  body: Uint8Array;
}

/** What a health check found; details as the plugin gave them. */
export interface BackendHealth {
  ok: boolean;
  message: string;
  details?: Record<string, unknown>;
}

/** The datasource plugin's backend, as Grafana calls it. Throws `BackendUnavailableError` while it does not run. */
export interface DatasourceBackend {
  queryData: (
    datasource: ProvisionedDatasource,
    user: BackendUser,
    queries: BackendQuery[],
    signal: AbortSignal
  ) => Promise<Map<string, BackendResult>>;
  callResource: (
    datasource: ProvisionedDatasource,
    user: BackendUser,
    request: BackendResourceRequest,
    signal: AbortSignal
  ) => Promise<BackendResourceResponse>;
  checkHealth: (datasource: ProvisionedDatasource, user: BackendUser) => Promise<BackendHealth>;
}

/** The backend does not run just now (starting, or restarted after a crash). */
export class BackendUnavailableError extends Error {
  override name = 'BackendUnavailableError';
}
