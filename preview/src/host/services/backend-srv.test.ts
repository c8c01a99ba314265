import { EventBusSrv } from '@grafana/data';
import { isFetchError } from '@grafana/runtime';
import { PreviewBackendSrv } from './backend-srv';

interface Answer {
  status?: number;
  body?: string;
}

/** jsdom has no fetch: answers with what the test says and keeps what was asked. */
function answerWith({ status = 200, body = '{}' }: Answer) {
  const asked: Array<{ url: string; init: RequestInit }> = [];
  window.fetch = (async (url: string, init: RequestInit) => {
    asked.push({ url, init });
    await new Promise((resolve, reject) => {
      init.signal?.addEventListener('abort', () => reject(new Error('aborted')));
      setTimeout(resolve, 5);
    });
    return { ok: status < 400, status, statusText: `S${status}`, headers: new Map(), text: async () => body };
  }) as unknown as typeof fetch;
  return asked;
}

const service = new PreviewBackendSrv(new EventBusSrv());

async function catchError(promise: Promise<unknown>) {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason
  );
  if (!isFetchError(error)) {
    throw new Error(`expected a FetchError, got ${String(error)}`);
  }
  return error;
}

describe('PreviewBackendSrv', () => {
  beforeAll(() => {
    globalThis.Headers ??= class extends Map<string, string> {} as unknown as typeof Headers;
  });

  it('sends JSON to its own origin and reads JSON', async () => {
    const asked = answerWith({ body: '{"a":1}' });
    await expect(service.post('/api/x', { b: 2 })).resolves.toEqual({ a: 1 });
    expect(asked[0]).toMatchObject({
      url: '/api/x',
      init: { method: 'POST', body: '{"b":2}', credentials: 'same-origin' },
    });
  });

  it('repeats a parameter for each value of a list and leaves out what is not there', async () => {
    const asked = answerWith({});
    await service.get('api/search', { tag: ['a', 'b c'], limit: 5, type: undefined });
    expect(asked[0]?.url).toBe('/api/search?tag=a&tag=b+c&limit=5');
  });

  it("gives a refusal as FetchError with the server's message", async () => {
    answerWith({ status: 403, body: '{"message":"Not for you"}' });
    expect(await catchError(service.get('/api/x'))).toMatchObject({ status: 403, data: { message: 'Not for you' } });
  });

  it('gives a message when the refusal is no JSON', async () => {
    answerWith({ status: 502, body: '' });
    expect((await catchError(service.get('/api/x'))).data.message).toBe('S502');
  });

  it('cancels the older of two requests with one id', async () => {
    answerWith({ body: '{"n":1}' });
    const older = catchError(service.request({ url: '/api/x', requestId: 'Q1' }));
    const newer = service.request({ url: '/api/x', requestId: 'Q1' });
    expect(await older).toMatchObject({ cancelled: true });
    await expect(newer).resolves.toEqual({ n: 1 });
  });

  it('refuses another origin', async () => {
    const asked = answerWith({});
    await expect(service.get('https://example.org/x')).rejects.toBeDefined();
    expect(asked).toEqual([]);
  });
});
