import type { Content } from '../content/content.mts';
import { chunkBytes, chunkCount, packedBytes, xetHash, xorbOf } from './xorb.mts';

/** Bytes from `start` up to `end` (exclusive). */
export type Stretch = readonly [start: number, end: number];

/** How a file is put together again: one xorb each. Both versions of the answer are spoken, as the Hub does. */
export interface Reconstruction {
  readonly offset_into_first_range: number;
  readonly terms: readonly unknown[];
  readonly fetch_info?: unknown;
  readonly xorbs?: unknown;
}

/** The files of a server by the hash that Xet has for them. */
export class XetStore {
  readonly #origin: string;
  readonly #files = new Map<string, Content>();

  constructor(origin: string) {
    this.#origin = origin;
  }

  /** Where the storage answers. */
  get casUrl(): string {
    return this.#origin;
  }

  /** The hash of a file, which the storage knows from now on. */
  async add(content: Content): Promise<string> {
    const hash = await xetHash(content);
    this.#files.set(hash, content);
    return hash;
  }

  /** A file as chunks; undefined for one that nobody has been told of. */
  xorb(hash: string): Content | undefined {
    const content = this.#files.get(hash);
    return content && xorbOf(content);
  }

  /**
   * How a file or a stretch of it is put together (https://huggingface.co/docs/xet/download-protocol); undefined for a
   * file that is not there, null for a stretch beyond its end.
   */
  reconstruction(hash: string, version: 'v1' | 'v2', stretch: Stretch | null): Reconstruction | null | undefined {
    const size = this.#files.get(hash)?.size;
    if (size === undefined) return undefined;
    const [start, end] = stretch ?? [0, size];
    if (start >= size) return null;
    const chunks = {
      start: Math.floor(start / chunkBytes),
      end: Math.min(chunkCount(size), Math.ceil(end / chunkBytes)),
    };
    const [from, to] = [chunks.start * chunkBytes, Math.min(size, chunks.end * chunkBytes)];
    const bytes = { start: packedBytes(size, chunks.start), end: packedBytes(size, chunks.end) - 1 };
    const url = `${this.#origin}/xorbs/${hash}`;
    return {
      offset_into_first_range: start - from,
      terms: [{ hash, unpacked_length: to - from, range: chunks }],
      ...(version === 'v1'
        ? { fetch_info: { [hash]: [{ range: chunks, url, url_range: bytes }] } }
        : { xorbs: { [hash]: [{ url, ranges: [{ chunks, bytes }] }] } }),
    };
  }
}
