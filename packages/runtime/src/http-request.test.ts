import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { sendHttpRequest } from './http-request';

describe('sendHttpRequest', () => {
  let server: Server;

  afterEach(() => new Promise((resolve) => server.close(resolve)));

  function listen(answer: Parameters<typeof createServer>[1], port = 0): Promise<string> {
    server = createServer(answer ?? (() => undefined));
    return new Promise((resolve, reject) => {
      server.on('error', reject);
      server.listen(port, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
    });
  }

  it('gives status, headers and body, also of refusals and redirects', async () => {
    const url = await listen((request, response) => {
      response.writeHead(307, { location: '/other', 'x-method': request.method ?? '' });
      request.pipe(response);
    });
    const answer = await sendHttpRequest(`${url}/a`, { method: 'POST', body: 'čeština' });
    expect([answer.status, answer.headers.location, answer.headers['x-method'], answer.body.toString()]).toEqual([
      307,
      '/other',
      'POST',
      'čeština',
    ]);
  });

  it('reaches ports that fetch refuses', async () => {
    const url = await listen((_request, response) => response.end('here'), 6667);
    await expect(fetch(url)).rejects.toThrow('fetch failed');
    expect((await sendHttpRequest(url)).body.toString()).toBe('here');
  });

  it("ends with the signal's reason, before and while the answer comes", async () => {
    const url = await listen((_request, response) => response.writeHead(200).write('begin'));
    const controller = new AbortController();
    const answer = sendHttpRequest(url, { signal: controller.signal });
    const ended = expect(answer).rejects.toThrow('enough');
    setTimeout(() => controller.abort(new Error('enough')), 50);
    await ended;
    await expect(sendHttpRequest(url, { signal: AbortSignal.abort(new Error('early')) })).rejects.toThrow('early');
    server.closeAllConnections();
  });

  it('asks again on a fresh connection where the server closed a kept one, if asking twice changes nothing', async () => {
    let answered = 0;
    const url = await listen((request, response) => {
      // The second request of a connection finds it closed, as after the server's keep-alive timeout.
      if (seen.has(request.socket)) {
        request.socket.destroy();
        return;
      }
      seen.add(request.socket);
      answered++;
      response.end('here');
    });
    const seen = new Set<unknown>();
    const ask = (isRepeatable: boolean) => sendHttpRequest(url, { method: 'POST', body: '{}', isRepeatable });
    await ask(false);
    await expect(ask(false)).rejects.toMatchObject({ code: 'ECONNRESET' });
    await ask(true);
    expect((await ask(true)).body.toString()).toBe('here');
    expect(answered).toBe(3);
    server.closeAllConnections();
  });

  it('lets no more requests than a busy server takes in begin at once, and answers all', async () => {
    let open = 0;
    let highest = 0;
    const url = await listen((_request, response) => {
      highest = Math.max(highest, (open += 1));
      setTimeout(() => {
        open -= 1;
        response.end('here');
      }, 20);
    });
    const answers = await Promise.all(Array.from({ length: 600 }, () => sendHttpRequest(url)));
    expect(answers.every(({ body }) => body.toString() === 'here')).toBe(true);
    expect(highest).toBeLessThanOrEqual(256);
    server.closeAllConnections();
  });

  it('tells the code of a connection that is refused', async () => {
    const url = await listen(() => undefined);
    await new Promise((resolve) => server.close(resolve));
    await expect(sendHttpRequest(url)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    server = createServer().listen(0);
  });
});
