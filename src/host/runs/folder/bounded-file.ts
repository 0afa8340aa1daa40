import { open } from 'node:fs/promises';
import type * as v from 'valibot';
import { LensError } from '../../../common/errors/lens-error';
import { parseJson } from '../../../common/json/parse-json';
import { orNull } from '../../../hub/files/look';

/** Most bytes of one JSON file of a run folder. The longest are evaluations, with at most 200 mistakes. */
export const mostJsonBytes = 16_000_000;

/**
 * The bytes of a file from `from` on, at most `most`; null where there is no file to read. Devices, pipes and folders count
 * as no file: reading them could hang.
 */
export async function readBytes(path: string, from: number, most: number): Promise<Buffer | null> {
  const file = await orNull(open(path, 'r'));
  if (!file) return null;
  try {
    const found = await file.stat();
    if (!found.isFile()) return null;
    const bytes = Buffer.alloc(Math.max(0, Math.min(most, found.size - from)));
    const { bytesRead } = await file.read(bytes, 0, bytes.length, from);
    return bytes.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/**
 * A JSON file of a run folder, checked against its schema; null where it is not there.
 * @throws LensError `bad-file` that names the file and what is wrong with it
 */
export async function readJsonFile<Schema extends v.GenericSchema>(
  path: string,
  schema: Schema,
): Promise<v.InferOutput<Schema> | null> {
  const bytes = await readBytes(path, 0, mostJsonBytes + 1);
  if (!bytes) return null;
  if (bytes.length > mostJsonBytes) throw new LensError('bad-file', `${path} is too long for a file of a run.`);
  return parseJson(bytes.toString('utf8'), schema, path);
}
