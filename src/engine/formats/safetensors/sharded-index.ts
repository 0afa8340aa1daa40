import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import * as v from 'valibot';
import { LensError } from '../../../common/errors/lens-error';
import { parseJson } from '../../../common/json/parse-json';
import { findDuplicateKey } from './duplicate-keys';
import { maxHeaderBytes, maxTensors } from './header';

const indexSchema = v.object({ weight_map: v.record(v.string(), v.string()) });
const maxShards = 10_000;

/**
 * Reads `model.safetensors.index.json`, or that of `.bin` files: which file holds which tensor. File names stay inside the index's own folder.
 * @returns tensor names by file name, files in the order of their first tensor
 * @throws LensError `not-found`, `bad-file`, or `too-big` for an index with more tensors or files than any model has
 */
export async function readShardedIndex(path: string): Promise<Map<string, string[]>> {
  const name = basename(path);
  const cannotOpen = (cause?: unknown): never => {
    const help = 'Check that the file is there and readable.';
    throw new LensError('not-found', `${name} cannot be opened.`, help, { cause });
  };
  const stats = await stat(path).catch(cannotOpen);
  // Opening a pipe would wait for its other end for ever.
  if (!stats.isFile()) cannotOpen();
  const { size } = stats;
  if (size > maxHeaderBytes) throw new LensError('too-big', `${name} has ${size} bytes, more than an index can need.`);
  return parseShardedIndex(await readFile(path, 'utf8'), name);
}

/**
 * The same from the text of an index.
 * @param name of the file for error texts
 * @throws LensError `bad-file` or `too-big`
 */
export function parseShardedIndex(text: string, name: string): Map<string, string[]> {
  const { weight_map: weightMap } = parseJson(text, indexSchema, name);
  const duplicate = findDuplicateKey(text.replace(/^\uFEFF/, ''));
  if (duplicate !== null) throw new LensError('bad-file', `${name} lists "${duplicate}" twice.`);

  const byFile = new Map<string, string[]>();
  const entries = Object.entries(weightMap);
  for (const [tensor, file] of entries) {
    checkShardName(file, tensor, name);
    const tensors = byFile.get(file);
    if (tensors === undefined) byFile.set(file, [tensor]);
    else tensors.push(tensor);
  }
  if (entries.length > maxTensors || byFile.size > maxShards) {
    throw new LensError('too-big', `${name} lists more tensors or files than a model can have.`);
  }
  return byFile;
}

/** Shards lie beside their index; anything else (`../`, `/etc`, `C:\`) would read what the model has no business with. */
function checkShardName(file: string, tensor: string, index: string): void {
  const kind = index.endsWith('.bin.index.json') ? 'bin' : 'safetensors';
  if (/^[^\\/:\0]+$/.test(file) && file.endsWith(`.${kind}`) && !file.startsWith('.')) return;
  throw new LensError(
    'bad-file',
    `${index} says that the tensor "${tensor}" lies in "${file}", which is not the name of a ${kind} file beside it.`,
  );
}
