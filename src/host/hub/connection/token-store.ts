import * as v from 'valibot';
import type * as vscode from 'vscode';

const storedSchema = v.object({
  token: v.pipe(v.string(), v.nonEmpty(), v.maxLength(1000)),
  name: v.pipe(v.string(), v.maxLength(200)),
});

/** A token with the name of its account on the Hub. */
export type StoredToken = v.InferOutput<typeof storedSchema>;

const prefix = 'modelLens.hubToken:';

/** Tokens in the system's key store, one for each origin: what was given for one Hub is never sent to another. */
export class TokenStore {
  /** What was read, by origin: every request to the Hub asks. */
  readonly #read = new Map<string, Promise<StoredToken | null>>();

  constructor(private readonly secrets: Pick<vscode.SecretStorage, 'get' | 'store' | 'delete'>) {}

  /** The token that was given for an origin (`https://huggingface.co`); null without one. */
  read(origin: string): Promise<StoredToken | null> {
    const reading = this.#read.get(origin) ?? this.#load(origin);
    this.#read.set(origin, reading);
    return reading;
  }

  async save(origin: string, stored: StoredToken): Promise<void> {
    await this.secrets.store(prefix + origin, JSON.stringify(stored));
    this.#read.delete(origin);
  }

  async forget(origin: string): Promise<void> {
    await this.secrets.delete(prefix + origin);
    this.#read.delete(origin);
  }

  /** A secret has changed, perhaps in another window. False when it is none of these. */
  changed(key: string): boolean {
    if (!key.startsWith(prefix)) return false;
    this.#read.clear();
    return true;
  }

  async #load(origin: string): Promise<StoredToken | null> {
    const text = await this.secrets.get(prefix + origin);
    const stored = v.safeParse(v.pipe(v.string(), v.parseJson(), storedSchema), text);
    return stored.success ? stored.output : null;
  }
}
