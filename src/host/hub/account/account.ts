import { isCancelled, LensError } from '../../../common/errors/lens-error';
import type { HubConnection } from '../connection/hub-connection';
import type { TokenStore } from '../connection/token-store';

/** Who is signed in: `stored` by a token that was given here, `environment` by HF_TOKEN or Python's token file. */
export interface SignedIn {
  readonly name: string;
  readonly by: 'stored' | 'environment';
}

export interface AccountParams {
  readonly connection: HubConnection;
  readonly tokens: TokenStore;
  readonly onFailure: (doing: string, error: unknown) => void;
}

/** The account on the Hub. The names that the Hub gave are kept: it answers few such questions. */
export class Account {
  readonly #params: AccountParams;
  /** What was asked for the environment's token. */
  #asked: { readonly origin: string; readonly token: string; readonly name: Promise<string | null> } | undefined;

  constructor(params: AccountParams) {
    this.#params = params;
  }

  /** Who is signed in at the endpoint in use; null when nobody is, or the Hub does not say. @throws LensError `usage` */
  async current(): Promise<SignedIn | null> {
    const { origin } = this.#params.connection;
    const stored = await this.#params.tokens.read(origin);
    if (stored) return { name: stored.name, by: 'stored' };
    const name = await this.#environmentName(origin);
    return name === null ? null : { name, by: 'environment' };
  }

  /**
   * Keeps a token once the Hub has said whose it is.
   * @throws LensError `usage` when the Hub does not accept it, or as the client does
   */
  async signIn(token: string): Promise<string> {
    const { connection, tokens } = this.#params;
    const { origin } = connection;
    const { name } = await connection.clientWith(token).whoAmI();
    await tokens.save(origin, { token, name });
    return name;
  }

  /** Forgets the token that was given for the endpoint in use; gives who is signed in all the same. */
  async signOut(): Promise<SignedIn | null> {
    const { connection, tokens } = this.#params;
    await tokens.forget(connection.origin);
    return this.current();
  }

  /** Python's token file may come, go and change while the window is open. */
  async #environmentName(origin: string): Promise<string | null> {
    const { connection } = this.#params;
    const token = connection.offlineBy === null ? await connection.environmentToken(origin) : null;
    if (token === null) return null;
    if (this.#asked?.origin !== origin || this.#asked.token !== token) {
      this.#asked = { origin, token, name: this.#askName() };
    }
    return this.#asked.name;
  }

  async #askName(): Promise<string | null> {
    try {
      return (await this.#params.connection.client.whoAmI()).name;
    } catch (error) {
      if (!(error instanceof LensError)) throw error;
      // A search says what is wrong with the token; here only the name is missing, and is asked for another time.
      this.#asked = undefined;
      if (!isCancelled(error)) this.#params.onFailure('Asking for the name of the account', error);
      return null;
    }
  }
}
