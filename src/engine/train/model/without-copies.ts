import { open, type FileHandle } from 'node:fs/promises';
import type { RawConfig } from '../../architectures/config/raw-config';
import type { StoredEntry, WeightFiles } from '../../models/weight-files';

/** What may be a second name of a table of word embeddings, or of the bias of a language model's head. */
const secondNames =
  /(^|\.)(lm_head|cls\.predictions\.decoder|lm_head\.decoder|vocab_projector|(en|de)coder\.embed_tokens)\.(weight|bias)$/;
const firstNames = /(^|\.)(word_embeddings|wte|embed_tokens|shared)\.weight$|(^|\.)(cls\.predictions|lm_head)\.bias$/;

/** Bytes that are compared at once. */
const pieceBytes = 1 << 20;

/**
 * The files without tensors that are copies of the one that they are tied to: older files hold both, and transformers
 * ties what is equal. A model that does not tie is left as it is.
 */
export async function withoutCopies(files: WeightFiles, raw: RawConfig): Promise<WeightFiles> {
  if (raw['tie_word_embeddings'] === false) return files;
  const tensors = new Map(files.tensors);
  for (const second of files.tensors.values()) {
    if (!secondNames.test(second.name)) continue;
    for (const first of tensors.values()) {
      if (first === second || !firstNames.test(first.name) || !isAlike(first, second)) continue;
      if (await areEqual(first, second)) {
        tensors.delete(second.name);
        break;
      }
    }
  }
  return { ...files, tensors };
}

function isAlike(a: StoredEntry, b: StoredEntry): boolean {
  return a.dtype === b.dtype && a.byteLength === b.byteLength && a.shape.join() === b.shape.join();
}

async function areEqual(a: StoredEntry, b: StoredEntry): Promise<boolean> {
  if (a.path === b.path && a.offset === b.offset) return true;
  const [first, second] = [await open(a.path, 'r'), await open(b.path, 'r')];
  try {
    for (let done = 0; done < a.byteLength; done += pieceBytes) {
      const length = Math.min(pieceBytes, a.byteLength - done);
      const pieces = [await read(first, a.offset + done, length), await read(second, b.offset + done, length)] as const;
      if (!pieces[0].equals(pieces[1])) return false;
    }
    return true;
  } finally {
    await Promise.all([first.close(), second.close()]);
  }
}

async function read(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  return buffer.subarray(0, bytesRead);
}
