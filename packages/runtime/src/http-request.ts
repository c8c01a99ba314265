import {
  Agent as HttpAgent,
  type AgentOptions,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
  request as requestHttp,
} from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';

/** Node's own for its default agents, but for the number of connections: a server that is busy resets those beyond its backlog of 511. */
const agentOptions: AgentOptions = { keepAlive: true, scheduling: 'lifo', timeout: 5_000, maxSockets: 256 };
const agents = { http: new HttpAgent(agentOptions), https: new HttpsAgent(agentOptions) };

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
    const isSecure = url.startsWith('https:');
    const send = isSecure ? requestHttps : requestHttp;
    const agent = isSecure ? agents.https : agents.http;
    const request = send(url, { method, headers, signal, agent }, (response) => {
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
