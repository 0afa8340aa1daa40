import { createHmac, randomBytes } from 'node:crypto';
import type { Content } from '../content/content.mts';

/** Addresses of large files on the other host. Each is good for a time, and no longer than until all are expired. */
export class SignedUrls {
  readonly #origin: string;
  readonly #lifetimeMs: number;
  readonly #files = new Map<string, Content>();
  #key = randomBytes(32);

  constructor(origin: string, lifetimeMs: number) {
    this.#origin = origin;
    this.#lifetimeMs = lifetimeMs;
  }

  /** An address of a file from now on. */
  async sign(content: Content): Promise<string> {
    const hash = await content.sha256();
    this.#files.set(hash, content);
    const expires = String(Date.now() + this.#lifetimeMs);
    const query = new URLSearchParams({ Expires: expires, Signature: this.#signature(hash, expires) });
    return `${this.#origin}/repos/${hash.slice(0, 2)}/${hash}?${query.toString()}`;
  }

  /** The file of an address; null when it is none of ours or has expired. */
  open(segments: readonly string[], query: URLSearchParams): Content | null {
    const hash = segments[2] ?? '';
    const expires = query.get('Expires') ?? '';
    const valid = query.get('Signature') === this.#signature(hash, expires) && Number(expires) > Date.now();
    return valid ? (this.#files.get(hash) ?? null) : null;
  }

  /** No address that was given before is good any more. */
  expireAll(): void {
    this.#key = randomBytes(32);
  }

  #signature(hash: string, expires: string): string {
    return createHmac('sha256', this.#key).update(`${hash} ${expires}`).digest('base64url');
  }
}
