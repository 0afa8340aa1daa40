import { LensError } from '../../common/errors/lens-error';

type Fetch = typeof globalThis.fetch;

const variables = ['HTTP_PROXY', 'HTTPS_PROXY'] as const;

/**
 * A `fetch` that goes through the proxy of `HTTPS_PROXY` or `HTTP_PROXY`, past it for the hosts of `NO_PROXY`; Node's own
 * where neither is set. Its code is loaded with the first request.
 */
export function cliFetch(env: NodeJS.ProcessEnv): Fetch {
  if (variables.every((name) => proxyOf(env, name) === undefined)) return globalThis.fetch;
  let loading: Promise<Fetch> | undefined;
  return async (input, init) => {
    loading ??= throughProxy(env);
    return (await loading)(input, init);
  };
}

async function throughProxy(env: NodeJS.ProcessEnv): Promise<Fetch> {
  const undici = await import('undici');
  // The same function as Node's own, of a newer release; their types differ in details that nothing here uses.
  const fetch = undici.fetch as unknown as (input: Parameters<Fetch>[0], init: object) => ReturnType<Fetch>;
  const [httpProxy, httpsProxy] = variables.map((name) => proxyOf(env, name));
  const dispatcher = new undici.EnvHttpProxyAgent({
    ...(httpProxy === undefined ? {} : { httpProxy }),
    ...(httpsProxy === undefined ? {} : { httpsProxy }),
    noProxy: valueOf(env, 'NO_PROXY') ?? '',
  });
  return (input, init) => fetch(input, { ...init, dispatcher });
}

/** @throws LensError `usage` for what is no address of a proxy */
function proxyOf(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const value = valueOf(env, name);
  if (value === undefined) return undefined;
  // curl and Python take a host and a port alone as well.
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`;
  if (URL.canParse(address) && /^https?:$/.test(new URL(address).protocol)) return address;
  // What it holds is not repeated: it may be a password.
  throw new LensError('usage', `${name} is not the address of an HTTP proxy.`, 'Correct it, or unset it.');
}

/** In lower case first, as curl reads them. */
function valueOf(env: NodeJS.ProcessEnv, name: string): string | undefined {
  return [env[name.toLowerCase()], env[name]].find((value) => value !== undefined && value !== '');
}
