import type { Hash } from 'node:crypto';
import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { noteReceived } from './young-garbage';

/** Chunks are gathered to this size: few writes, little memory. */
const batchBytes = 1 << 19;
/** From a slow network they are written after this time all the same: what is in memory dies with the process. */
const longestUnwrittenMs = 200;

/**
 * Writes a partial file from the first byte to the last, and hashes what it holds. Each byte goes to its own place, so that
 * whatever somebody else does to the end of the file is written over.
 */
export class PartialWriter {
  readonly #file: FileHandle;
  readonly #startHash: () => Hash;
  #hash: Hash;
  #size = 0;
  #batch: Uint8Array[] = [];
  #batched = 0;
  #writtenAt = performance.now();

  private constructor(file: FileHandle, startHash: () => Hash) {
    this.#file = file;
    this.#startHash = startHash;
    this.#hash = startHash();
  }

  /**
   * Opens a partial file, or makes one, and reads what is there into the hash. What is longer than `most` is not of this
   * blob and is thrown away.
   * @param onRead told how many bytes were read
   */
  static async open(
    path: string,
    params: { startHash: () => Hash; most: number; onRead: (bytes: number) => void; signal: AbortSignal },
  ): Promise<PartialWriter> {
    const file = await open(path, constants.O_RDWR | constants.O_CREAT);
    const writer = new PartialWriter(file, params.startHash);
    try {
      const { size } = await file.stat();
      if (size > params.most) await writer.restart();
      else await writer.#readBack(size, params);
      return writer;
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** Bytes that are there, those that are not written yet included. */
  get size(): number {
    return this.#size;
  }

  async append(chunk: Uint8Array): Promise<void> {
    this.#batch.push(chunk);
    this.#batched += chunk.length;
    this.#size += chunk.length;
    const late = performance.now() - this.#writtenAt > longestUnwrittenMs;
    if (late || this.#batched >= batchBytes) await this.flush();
  }

  /** Writes what was gathered; hashed while the disk is at work. */
  async flush(): Promise<void> {
    if (this.#batched === 0) return;
    const batch = this.#batch;
    const bytes = this.#batched;
    [this.#batch, this.#batched, this.#writtenAt] = [[], 0, performance.now()];
    const writing = writeAll(this.#file, batch, this.#size - bytes);
    for (const chunk of batch) this.#hash.update(chunk);
    await writing;
    noteReceived(bytes);
  }

  /** Throws away everything that is there. */
  async restart(): Promise<void> {
    [this.#batch, this.#batched, this.#size] = [[], 0, 0];
    this.#hash = this.#startHash();
    await this.#file.truncate(0);
  }

  /** Brings everything to the disk. Gives the hex digest of the whole content. */
  async finish(): Promise<string> {
    await this.flush();
    const { size } = await this.#file.stat();
    if (size > this.#size) await this.#file.truncate(this.#size);
    await this.#file.datasync();
    return this.#hash.copy().digest('hex');
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  async #readBack(size: number, { onRead, signal }: { onRead: (bytes: number) => void; signal: AbortSignal }) {
    const buffer = Buffer.allocUnsafe(batchBytes);
    while (this.#size < size && !signal.aborted) {
      const { bytesRead } = await this.#file.read(buffer, 0, Math.min(batchBytes, size - this.#size), this.#size);
      if (bytesRead === 0) break;
      this.#hash.update(buffer.subarray(0, bytesRead));
      this.#size += bytesRead;
      onRead(bytesRead);
    }
  }
}

async function writeAll(file: FileHandle, batch: readonly Uint8Array[], position: number): Promise<void> {
  const total = batch.reduce((sum, { length }) => sum + length, 0);
  let { bytesWritten: written } = await file.writev([...batch], position);
  if (written === total) return;
  // A disk that fills up takes a part and names the reason at the next write.
  const all = Buffer.concat(batch);
  while (written < total) {
    written += (await file.write(all, written, total - written, position + written)).bytesWritten;
  }
}
