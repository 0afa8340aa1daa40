import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { cliFetch } from '../../../src/cli/hub/cli-fetch';
import { LensError } from '../../../src/common/errors/lens-error';
import { hubFetch } from '../../../src/hub/http/hub-fetch';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function listen(server: Server): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A server that says hello, a proxy before it, and which hosts the proxy was asked for. */
async function start(refusal?: string): Promise<{ target: string; proxy: string; asked: string[] }> {
  const asked: string[] = [];
  const target = await listen(createServer((_request, response) => void response.end('hello')));
  const proxy = createServer();
  proxy.on('connect', ({ url = '' }, socket) => {
    asked.push(url);
    if (refusal !== undefined) return void socket.end(`HTTP/1.1 ${refusal}\r\n\r\n`);
    const [host, port] = target.split(':');
    const through = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      through.pipe(socket).pipe(through);
    });
    for (const each of [through, socket]) each.on('error', () => each.destroy());
  });
  return { target: `http://${target}`, proxy: `http://${await listen(proxy)}`, asked };
}

describe('the proxy of the environment', () => {
  it.each(['HTTP_PROXY', 'http_proxy'])('is used: %s', async (name) => {
    const { proxy, asked } = await start();
    const response = await cliFetch({ [name]: proxy })('http://hub.invalid/api');
    expect(await response.text()).toBe('hello');
    expect(asked).toEqual(['hub.invalid:80']);
  });

  it('is used for https by its own variable, also when it is a host and a port alone', async () => {
    const { proxy, asked } = await start('502 Bad Gateway');
    await cliFetch({ HTTPS_PROXY: proxy.replace('http://', '') })('https://hub.invalid/').catch(() => undefined);
    expect(asked).toEqual(['hub.invalid:443']);
  });

  it('is passed by for the hosts of NO_PROXY', async () => {
    const { target, proxy, asked } = await start();
    expect(await (await cliFetch({ HTTP_PROXY: proxy, NO_PROXY: '127.0.0.1' })(target)).text()).toBe('hello');
    expect(asked).toEqual([]);
  });

  it('is not used without a variable: the fetch is that of Node', () => {
    expect(cliFetch({ HTTP_PROXY: '', NO_PROXY: 'x' })).toBe(globalThis.fetch);
  });

  it.each(['ftp://host', 'http://', '://user:secret@host'])('that is none is refused: %s', (value) => {
    let error: unknown;
    try {
      cliFetch({ HTTPS_PROXY: value });
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(LensError);
    expect(error).toMatchObject({ code: 'usage', message: expect.stringContaining('HTTPS_PROXY') as string });
    expect(String(error)).not.toContain('secret');
  });

  it('that wants a sign-in is named as the reason', async () => {
    const { proxy } = await start('407 Proxy Authentication Required');
    const access = {
      endpoint: 'http://hub.invalid',
      token: () => Promise.resolve(null),
      offline: () => false,
      fetch: cliFetch({ HTTP_PROXY: proxy }),
      userAgent: 'model-lens/test',
    };
    const error: unknown = await hubFetch(access, 'http://hub.invalid/api').catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'network', message: 'The proxy asks for a sign-in (error 407).' });
  });
});
