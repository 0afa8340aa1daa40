import { formatBytes } from '../../common/text/format-bytes';
import type { DownloadProgress } from '../../hub/download/download-model';

const everyMs = 200;
/** Where nobody watches a line change, a line is written for each tenth. */
const tenths = 10;

/** Tells on standard error how far a download is: one line that changes on a terminal, a few lines elsewhere. */
export class ProgressLine {
  readonly #name: string;
  readonly #terminal = process.stderr.isTTY;
  #toldAt = -Infinity;
  #tenth = 0;
  #shown = false;

  constructor(name: string) {
    this.#name = name;
  }

  show(progress: DownloadProgress): void {
    if (this.#terminal) this.#redraw(progress);
    else this.#tellTenths(progress);
  }

  /** Ends the line, so that what follows begins a new one. */
  end(): void {
    if (this.#shown) process.stderr.write('\n');
    this.#shown = false;
  }

  #redraw(progress: DownloadProgress): void {
    const now = performance.now();
    if (now - this.#toldAt < everyMs && progress.bytes < progress.totalBytes) return;
    this.#toldAt = now;
    this.#shown = true;
    process.stderr.write(`\r\u001b[K${this.#words(progress)}`);
  }

  #tellTenths(progress: DownloadProgress): void {
    const tenth = progress.totalBytes === 0 ? tenths : Math.floor((progress.bytes / progress.totalBytes) * tenths);
    if (tenth <= this.#tenth) return;
    this.#tenth = tenth;
    process.stderr.write(`${this.#words(progress)}\n`);
  }

  #words({ phase, bytes, totalBytes, speed }: DownloadProgress): string {
    const doing = phase === 'verifying' ? 'Verifying' : 'Downloading';
    const pace = speed === null || phase === 'verifying' ? '' : `, ${formatBytes(speed)}/s`;
    return `${doing} ${this.#name}: ${formatBytes(bytes)} of ${formatBytes(totalBytes)}${pace}`;
  }
}
