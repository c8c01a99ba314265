import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';

export interface HttpRequestOptions {
  method?: string;
  headers?: OutgoingHttpHeaders;
  body?: string | Uint8Array;
  signal?: AbortSignal;
  /** Whether asking twice changes nothing, so that a kept connection which the server just closed is no failure. */
  isRepeatable?: boolean;
}

export interface HttpAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/**
 * Sends one request and reads the whole answer, whatever its status. Redirects are not followed.
 *
 * In place of `fetch` between the suite's own processes: fetch refuses a list of "bad" ports that suits browsers (6000 is one),
 * but a suite's ports follow from `--port`, so that 5000 puts the semantic layer on 6000.
 *
 * @throws the connection's error (with `code`), or the signal's reason
 */
export function sendHttpRequest(url: string, options: HttpRequestOptions = {}): Promise<HttpAnswer> {
  const { method = 'GET', headers, body, signal, isRepeatable = method === 'GET' } = options;
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => reject(signal?.aborted ? signal.reason : error);
    const failOrRepeat = (error: NodeJS.ErrnoException) => {
      if (isRepeatable && request.reusedSocket && error.code === 'ECONNRESET' && !signal?.aborted) {
        // Each try takes one closed connection out of the pool, so this ends with a fresh one.
        sendHttpRequest(url, options).then(resolve, reject);
      } else {
        fail(error);
      }
    };
    const send = url.startsWith('https:') ? requestHttps : requestHttp;
    const request = send(url, { method, headers, signal }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', fail);
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) })
      );
    });
    request.on('error', failOrRepeat);
    request.end(body);
  });
}
