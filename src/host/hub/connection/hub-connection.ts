import { LensError } from '../../../common/errors/lens-error';
import { HubClient } from '../../../hub/api/hub-client';
import { hubCacheFolder, hubEndpoint, hubToken, isOffline, type Environment } from '../../../hub/env';
import type { HubAccess } from '../../../hub/http/hub-access';
import { chosenEndpoint } from './endpoint';
import type { TokenStore } from './token-store';

export interface HubConnectionParams {
  readonly env: Environment;
  readonly settings: () => {
    readonly hubEndpoint: string | null;
    readonly hubCache: string | null;
    readonly offline: boolean;
  };
  readonly tokens: TokenStore;
  /** The extension host's own: VS Code's proxy and certificates apply to it. */
  readonly fetch: typeof globalThis.fetch;
  readonly userAgent: string;
}

/** What keeps the Hub from being asked: our setting, or Python's variable. */
export type OfflineBy = 'setting' | 'environment';

/** How the Hub is reached, as settings and environment say now. */
export class HubConnection {
  readonly #params: HubConnectionParams;
  #client: HubClient | undefined;

  constructor(params: HubConnectionParams) {
    this.#params = params;
  }

  /** @throws LensError `usage` when the setting or the variable is no address */
  get endpoint(): string {
    return chosenEndpoint(this.#params.settings().hubEndpoint, this.#params.env);
  }

  /** The endpoint's scheme, host and port: what a token belongs to. @throws LensError `usage` */
  get origin(): string {
    return new URL(this.endpoint).origin;
  }

  /** The client; another one once the endpoint is another. @throws LensError `usage` */
  get client(): HubClient {
    const { endpoint } = this;
    if (this.#client?.access.endpoint !== endpoint) {
      this.#client = new HubClient(this.#access(endpoint, () => this.token(new URL(endpoint).origin)));
    }
    return this.#client;
  }

  /** A client that uses a token which is not kept yet. @throws LensError `usage` */
  clientWith(token: string): HubClient {
    return new HubClient(this.#access(this.endpoint, () => Promise.resolve(token)));
  }

  /** The folder of the cache that Python shares. */
  get cache(): string {
    const { hubCache } = this.#params.settings();
    return hubCacheFolder(hubCache === null ? this.#params.env : { ...this.#params.env, HF_HUB_CACHE: hubCache });
  }

  /** Null while the Hub may be asked. */
  get offlineBy(): OfflineBy | null {
    if (this.#params.settings().offline) return 'setting';
    return isOffline(this.#params.env) ? 'environment' : null;
  }

  /** The token for an origin: the one that was given for it here, else the environment's when it is meant for it. */
  async token(origin: string): Promise<string | null> {
    const stored = await this.#params.tokens.read(origin);
    return stored?.token ?? (await this.environmentToken(origin));
  }

  /** The token of the environment or Python's token file. It is meant for the environment's endpoint alone. */
  async environmentToken(origin: string): Promise<string | null> {
    const { env } = this.#params;
    return originOf(env) === origin ? hubToken(env) : null;
  }

  #access(endpoint: string, token: HubAccess['token']): HubAccess {
    const { fetch, userAgent } = this.#params;
    return { endpoint, token, offline: () => this.offlineBy !== null, fetch, userAgent };
  }
}

/** Null when the variable is no address: then its token is meant for none. */
function originOf(env: Environment): string | null {
  try {
    return new URL(hubEndpoint(env)).origin;
  } catch (error) {
    if (error instanceof LensError) return null;
    throw error;
  }
}
