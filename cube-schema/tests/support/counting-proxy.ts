import { createServer, request, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';

/** Stands between the datasource and Cube and counts what passes. */
export interface CountingProxy {
  url: string;
  /** Answers with figures that came from Cube's /v1/load */
  countLoads(): number;
  stop(): Promise<void>;
}

export async function startCountingProxy(target: string): Promise<CountingProxy> {
  const { host, hostname, port } = new URL(target);
  let loads = 0;
  const server: Server = createServer((incoming, outgoing) => {
    const { method, url } = incoming;
    const headers = { ...incoming.headers, host };
    const passed = request({ hostname, port, method, path: url, headers }, (answer) => {
      loads += url === '/cubejs-api/v1/load' && answer.statusCode === 200 ? 1 : 0;
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    passed.on('error', () => outgoing.destroy());
    outgoing.on('close', () => passed.destroy());
    incoming.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address: AddressInfo | string | null = server.address();
  if (typeof address !== 'object' || address === null) {
    throw new Error('The proxy has no port');
  }
  return {
    url: `http://127.0.0.1:${address.port}`,
    countLoads: () => loads,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
