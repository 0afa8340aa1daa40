import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Starts a server that only this machine reaches; port 0 takes any free one. Gives it with its port. */
export async function listen(port: number): Promise<{ server: Server; port: number }> {
  const server = createServer({ keepAliveTimeout: 60_000 });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
  return { server, port: (server.address() as AddressInfo).port };
}

/** Ends a server with its connections. */
export async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}

/** An address of this machine at which nobody answers. */
export async function deadEndpoint(): Promise<string> {
  const { server, port } = await listen(0);
  await close(server);
  return `http://127.0.0.1:${port}`;
}
