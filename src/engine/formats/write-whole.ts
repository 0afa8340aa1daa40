import { randomBytes } from 'node:crypto';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';

/**
 * Writes a file whole or not at all: beside its place first, and then renamed, so that whoever reads `path` sees the old
 * file or the new one. Throws what `write` throws and what the file system throws.
 */
export async function writeWhole<Value>(path: string, write: (file: FileHandle) => Promise<Value>): Promise<Value> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const file = await open(temporary, 'wx');
    let value: Value;
    try {
      value = await write(file);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
    return value;
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Writes all bytes at the end of a file. */
export async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, done, Math.min(bytes.length - done, 2 ** 30));
    done += bytesWritten;
  }
}
