import { AppEvents, type EventBus } from '@grafana/data';
import { t } from '@grafana/i18n';
import { type BackendSrv, type BackendSrvRequest, type FetchError, type FetchResponse } from '@grafana/runtime';
import { firstValueFrom, Observable } from 'rxjs';

type Options = Partial<BackendSrvRequest>;

/**
 * Grafana's HTTP client as plugins know it: requests of the page's own origin, JSON in and out, errors as `FetchError`
 * with the server's body in `data`. A request with the `requestId` of one still under way cancels that one.
 */
export class PreviewBackendSrv implements BackendSrv {
  private readonly running = new Map<string, AbortController>();

  constructor(private readonly appEvents: EventBus) {}

  /** Ends the request with this id, if it runs; its subscriber gets an error with `cancelled: true`. */
  resolveCancelerIfExists(requestId: string): void {
    this.running.get(requestId)?.abort();
  }

  fetch<T>(options: BackendSrvRequest): Observable<FetchResponse<T>> {
    return this.send(options, async (response) => readBody(response, options.responseType));
  }

  /** Not a stream: the whole body arrives as one chunk, followed by the end. */
  chunked(options: BackendSrvRequest): Observable<FetchResponse<Uint8Array | undefined>> {
    return this.send(options, async (response) => new Uint8Array(await response.arrayBuffer()));
  }

  async request<T = unknown>(options: BackendSrvRequest): Promise<T> {
    const response = await firstValueFrom(this.fetch<T>(options));
    if (options.showSuccessAlert && hasMessage(response.data)) {
      this.appEvents.publish({ type: AppEvents.alertSuccess.name, payload: [response.data.message] });
    }
    return response.data;
  }

  datasourceRequest<T = unknown>(options: BackendSrvRequest): Promise<FetchResponse<T>> {
    return firstValueFrom(this.fetch<T>(options));
  }

  // The interface's type parameters are any by default; callers choose them.
  get<T>(url: string, params?: BackendSrvRequest['params'], requestId?: string, options?: Options): Promise<T> {
    return this.request<T>({ ...options, method: 'GET', url, params, requestId });
  }

  delete<T = unknown>(url: string, data?: unknown, options?: Options): Promise<T> {
    return this.request<T>({ ...options, method: 'DELETE', url, data });
  }

  post<T>(url: string, data?: unknown, options?: Options): Promise<T> {
    return this.request<T>({ ...options, method: 'POST', url, data });
  }

  patch<T>(url: string, data?: unknown, options?: Options): Promise<T> {
    return this.request<T>({ ...options, method: 'PATCH', url, data });
  }

  put<T>(url: string, data?: unknown, options?: Options): Promise<T> {
    return this.request<T>({ ...options, method: 'PUT', url, data });
  }

  private send<T>(
    options: BackendSrvRequest,
    read: (response: Response) => Promise<unknown>
  ): Observable<FetchResponse<T>> {
    return new Observable((subscriber) => {
      const controller = new AbortController();
      const { requestId } = options;
      if (requestId) {
        this.resolveCancelerIfExists(requestId);
        this.running.set(requestId, controller);
      }
      const abort = () => controller.abort();
      options.abortSignal?.addEventListener('abort', abort);
      const finish = async () => {
        try {
          const response = await fetch(createUrl(options), createInit(options, controller.signal));
          const data = await read(response);
          const { status, statusText, ok, headers, redirected, type, url } = response;
          if (!ok) {
            throw createError(options, status, statusText, data, headers.get('grafana-trace-id') ?? undefined);
          }
          // The caller names the type of an answer it knows, as with Grafana's own client.
          subscriber.next({ data: data as T, status, statusText, ok, headers, redirected, type, url, config: options });
          subscriber.complete();
        } catch (error) {
          subscriber.error(this.explain(error, options, controller.signal.aborted));
        } finally {
          options.abortSignal?.removeEventListener('abort', abort);
          if (requestId && this.running.get(requestId) === controller) {
            this.running.delete(requestId);
          }
        }
      };
      void finish();
      return abort;
    });
  }

  private explain(error: unknown, options: BackendSrvRequest, aborted: boolean): FetchError {
    if (aborted) {
      return { status: -1, statusText: 'Request was aborted', data: null, cancelled: true, config: options };
    }
    const known = isKnownError(error)
      ? error
      : createError(options, 0, 'Network error', {
          message: t('failure.no-server', 'The preview server does not answer. Is it still running?'),
        });
    if (options.showErrorAlert === true && !known.isHandled) {
      this.appEvents.publish({ type: AppEvents.alertError.name, payload: [known.data.message] });
    }
    return known;
  }
}

function createUrl({ url, params }: BackendSrvRequest): string {
  const target = new URL(url, `${window.location.origin}/`);
  if (target.origin !== window.location.origin) {
    throw new Error(`Requests go to the page's own origin only, not to ${target.origin}`);
  }
  for (const [name, value] of Object.entries(params ?? {})) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== undefined && item !== null) {
        target.searchParams.append(name, String(item));
      }
    }
  }
  return target.pathname + target.search;
}

function createInit(options: BackendSrvRequest, signal: AbortSignal): RequestInit {
  const headers = new Headers({ accept: 'application/json, text/plain, */*', ...options.headers });
  const { data } = options;
  const isPlain = typeof data === 'string' || data instanceof FormData || data instanceof Blob;
  const body = data === undefined || data === null ? undefined : isPlain ? data : JSON.stringify(data);
  if (body !== undefined && !isPlain) {
    headers.set('content-type', 'application/json');
  }
  return { method: options.method ?? 'GET', headers, body, signal, credentials: 'same-origin' };
}

async function readBody(response: Response, type: BackendSrvRequest['responseType']): Promise<unknown> {
  if (type === 'blob') {
    return response.blob();
  }
  if (type === 'arraybuffer') {
    return response.arrayBuffer();
  }
  const text = await response.text();
  if (type === 'text') {
    return text;
  }
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    return text;
  }
}

interface KnownError extends FetchError {
  data: { message: string };
}

function createError(
  config: BackendSrvRequest,
  status: number,
  statusText: string,
  data: unknown,
  traceId?: string
): KnownError {
  const message = hasMessage(data) ? data.message : typeof data === 'string' && data !== '' ? data : statusText;
  const body = typeof data === 'object' && data !== null ? data : {};
  return { status, statusText, data: { ...body, message }, message, config, traceId };
}

function isKnownError(error: unknown): error is KnownError {
  return typeof error === 'object' && error !== null && 'config' in error && 'data' in error && 'status' in error;
}

function hasMessage(data: unknown): data is { message: string } {
  return typeof data === 'object' && data !== null && 'message' in data && typeof data.message === 'string';
}
