import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { LensError } from '../../common/errors/lens-error';
import { parseJson } from '../../common/json/parse-json';
import { rawConfigSchema, type RawConfig } from '../architectures/config/raw-config';

/** Far more than any config.json has, far less than fills the memory. */
const maxConfigBytes = 10_000_000;

/**
 * Reads config.json of a model folder: the common fields checked, the others kept.
 * @throws LensError `not-found`, `too-big` or `bad-file`
 */
export async function readConfig(folder: string): Promise<RawConfig> {
  return parseConfig(await readConfigText(folder));
}

/** The text of config.json of a model folder. @throws LensError `not-found` or `too-big` */
export async function readConfigText(folder: string): Promise<string> {
  const path = join(folder, 'config.json');
  const size = await sizeOf(path);
  if (size === null) {
    throw new LensError(
      'not-found',
      `There is no config.json in ${basename(folder)}.`,
      'Choose the folder that holds config.json, the weights and tokenizer.json of a model.',
    );
  }
  if (size > maxConfigBytes)
    throw new LensError('too-big', `config.json has ${size} bytes, more than a config can need.`);
  return readFile(path, 'utf8');
}

/** The text of a config.json, its common fields checked. @throws LensError `bad-file` */
export function parseConfig(text: string): RawConfig {
  return parseJson(text, rawConfigSchema, 'config.json');
}

/** The size of a file, or null when there is no such file. */
async function sizeOf(path: string): Promise<number | null> {
  try {
    const found = await stat(path);
    return found.isFile() ? found.size : null;
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return null;
    throw error;
  }
}
