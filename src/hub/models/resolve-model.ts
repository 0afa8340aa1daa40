import { basename, resolve } from 'node:path';
import { LensError } from '../../common/errors/lens-error';
import { expandHome, hubCacheFolder, type Environment } from '../env';
import { look } from '../files/look';
import { parseModelName } from '../names/model-name';
import { findCachedRevision } from './cached-revision';

/** A model's folder, with where it comes from. `revision` is what was asked for, `commit` what the cache has for it. */
export interface ResolvedModel {
  readonly id: string;
  readonly revision: string | null;
  readonly commit: string | null;
  readonly folder: string;
  readonly origin: 'sample' | 'cache' | 'folder';
}

export interface ResolveContext {
  readonly env: Environment;
  /** Where the sample model lies. */
  readonly sampleFolder: string;
  /** What relative folders start from; the process's own folder unless given. */
  readonly cwd?: string;
}

/** The name of the sample model. */
export const sampleModelName = 'sample';

/**
 * Finds the model that a name means: an existing folder wins, then `sample`, then a Hub id or `id@revision` in the cache
 * that Python shares, which is only read.
 * @throws LensError `usage` for a name that cannot be any of these, `not-found` for a model that is not here (a
 * NotCachedError where it could be fetched)
 */
export async function resolveModel(name: string, context: ResolveContext): Promise<ResolvedModel> {
  if (name === '' || name.includes('\0')) throw new LensError('usage', 'The name of the model is empty or broken.');
  const path = resolve(context.cwd ?? process.cwd(), expandHome(name));
  const found = await look(path);
  if (found?.isDirectory()) {
    return { id: basename(path), revision: null, commit: null, folder: path, origin: 'folder' };
  }
  if (found) throw new LensError('usage', `"${name}" is a file.`, 'Give the folder of the model that it belongs to.');
  if (name === sampleModelName) return sample(context.sampleFolder);
  if (looksLikePath(name)) throw new LensError('not-found', `The folder "${name}" does not exist.`);
  const wanted = parseModelName(name);
  const { commit, folder } = await findCachedRevision(hubCacheFolder(context.env), wanted);
  return { id: wanted.id, revision: wanted.revision, commit, folder, origin: 'cache' };
}

async function sample(folder: string): Promise<ResolvedModel> {
  if (!(await look(folder))?.isDirectory()) {
    throw new LensError('not-found', `The sample model is not in ${folder}.`, 'Install Model Lens again.');
  }
  return { id: sampleModelName, revision: null, commit: null, folder, origin: 'sample' };
}

/** Absolute paths and those that start with `./`, `../`, `~`, a drive or a share can only mean folders. */
function looksLikePath(name: string): boolean {
  return /^(?:\.{1,2}(?:[/\\]|$)|[/\\~]|[A-Za-z]:[/\\])/.test(name);
}
