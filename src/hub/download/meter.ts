/** How far a download is. `speed` in bytes a second over the last seconds; null before anything came. */
export interface DownloadProgress {
  readonly phase: 'running' | 'verifying';
  readonly bytes: number;
  readonly totalBytes: number;
  readonly speed: number | null;
}

const tellEveryMs = 100;
const windowMs = 3000;

/** Counts the bytes of all files of a download, and tells them at most ten times a second. */
export class Meter {
  readonly #totalBytes: number;
  readonly #tell: (progress: DownloadProgress) => void;
  #bytes = 0;
  #received = 0;
  #toldAt = -Infinity;
  #samples: { readonly at: number; readonly received: number }[] = [];

  constructor(totalBytes: number, tell: (progress: DownloadProgress) => void) {
    this.#totalBytes = totalBytes;
    this.#tell = tell;
  }

  /** Bytes came over the network. */
  received(bytes: number): void {
    this.#bytes += bytes;
    this.#received += bytes;
    this.#maybeTell('running');
  }

  /** Bytes were there already and have been read. */
  found(bytes: number): void {
    this.#bytes += bytes;
    this.#maybeTell('verifying');
  }

  /** Bytes that were counted are thrown away. */
  lost(bytes: number): void {
    this.#bytes -= bytes;
  }

  /** Tells the end. */
  finish(): void {
    this.#tell({ phase: 'running', bytes: this.#bytes, totalBytes: this.#totalBytes, speed: this.#speed() });
  }

  #maybeTell(phase: DownloadProgress['phase']): void {
    const now = performance.now();
    if (now - this.#toldAt < tellEveryMs) return;
    this.#toldAt = now;
    this.#samples = [...this.#samples.filter(({ at }) => now - at < windowMs), { at: now, received: this.#received }];
    this.#tell({ phase, bytes: this.#bytes, totalBytes: this.#totalBytes, speed: this.#speed() });
  }

  #speed(): number | null {
    const [first] = this.#samples;
    const last = this.#samples.at(-1);
    if (!first || !last || last.at <= first.at) return null;
    return ((last.received - first.received) / (last.at - first.at)) * 1000;
  }
}
