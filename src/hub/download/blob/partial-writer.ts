import type { Hash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { noteReceived } from './young-garbage';

/** Chunks are gathered to this size: few writes, little memory. */
const batchBytes = 1 << 19;
/** From a slow network they are written after this time all the same: what is in memory dies with the process. */
const longestUnwrittenMs = 200;

/** Writes a partial file from the first byte to the last, and hashes what it holds. */
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
    const file = await open(path, 'a+');
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
    [this.#batch, this.#batched, this.#writtenAt] = [[], 0, performance.now()];
    const writing = writeAll(this.#file, batch);
    for (const chunk of batch) this.#hash.update(chunk);
    await writing;
    noteReceived(batch.reduce((sum, { length }) => sum + length, 0));
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

async function writeAll(file: FileHandle, batch: readonly Uint8Array[]): Promise<void> {
  const total = batch.reduce((sum, { length }) => sum + length, 0);
  const { bytesWritten } = await file.writev([...batch]);
  if (bytesWritten === total) return;
  // A disk that fills up takes a part and names the reason at the next write.
  const rest = Buffer.concat(batch).subarray(bytesWritten);
  await file.appendFile(rest);
}
