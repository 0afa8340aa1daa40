import { realpath, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { LensError } from '../../../common/errors/lens-error';
import type { ExternalData } from '../../formats/onnx/reading/external-data';

/** A file that holds weights of an ONNX file. */
export interface DataFile {
  /** As the ONNX file names it. */
  readonly location: string;
  /** Relative to the model's folder, with `/`. */
  readonly name: string;
  /** Where it really is. */
  readonly path: string;
  readonly bytes: number;
}

/**
 * Finds the files in which an ONNX file keeps weights, and checks that its tensors lie inside them.
 * @param name of the ONNX file, relative to `folder`, with `/`
 * @throws LensError `not-found` or `bad-file` that names the file
 */
export async function findDataFiles(
  folder: string,
  name: string,
  external: readonly ExternalData[],
): Promise<DataFile[]> {
  const files = new Map<string, DataFile>();
  for (const { tensor, location, offset, length } of external) {
    const file = files.get(location) ?? (await findDataFile(folder, name, location));
    files.set(location, file);
    if (offset + length <= file.bytes) continue;
    throw new LensError(
      'bad-file',
      `${file.name} is incomplete: it ends before the tensor "${tensor}" of ${name} does.`,
      'Download the file again.',
    );
  }
  return [...files.values()];
}

async function findDataFile(folder: string, name: string, location: string): Promise<DataFile> {
  const place = dirname(name) === '.' ? '' : `${dirname(name)}/`;
  const path = join(folder, place, location);
  const found = await stat(path).catch(() => null);
  if (found?.isFile() !== true) {
    throw new LensError(
      'not-found',
      `${place}${location} is not there, in which ${name} keeps its weights.`,
      'Download the model again.',
    );
  }
  return { location, name: `${place}${location}`, path: await realpath(path), bytes: found.size };
}
