import { join } from 'node:path';
import { LensError } from '../../common/errors/lens-error';
import { neededFiles } from '../../hub/download/needed-files';
import { isOffline } from '../../hub/env';
import { NotCachedError } from '../../hub/models/cached-revision';
import { hasGaps, type Purpose } from '../../hub/models/model-gaps';
import { resolveModel, type ResolvedModel } from '../../hub/models/resolve-model';
import type { ModelName } from '../../hub/names/model-name';
import type { Options } from '../arguments/options';
import { fetchModel } from '../hub/fetch-model';
import { filesForRun } from '../hub/files-to-fetch';
import { packageRoot } from '../program/package-root';
import type { VerbContext } from '../program/verb';

/** Where the sample model lies in the package. */
const sampleFolder = ['media', 'sample-model'];

/**
 * Finds the model that `--model` names. One of the Hub is fetched when it is not in the cache, or completed when the cache
 * has only a part of what is wanted; what the cache has is used without asking the Hub.
 * @throws LensError `usage` or `not-found`, and what a download throws
 */
export async function chosenModel(options: Options, context: VerbContext, purpose: Purpose): Promise<ResolvedModel> {
  const weights = options.text('weights');
  const find = () => modelHere(options, context);
  let found: ResolvedModel;
  try {
    found = await find();
  } catch (error) {
    if (!(error instanceof NotCachedError) || isOffline(context.env)) throw error;
    await fetchFor(error.wanted, context, purpose, weights);
    return find();
  }
  if (found.origin === 'cache') await complete(found, context, purpose, weights);
  return found;
}

/** The model that `--model` names, as far as it is on this machine. @throws LensError; NotCachedError where it is not */
export function modelHere(options: Options, { env }: VerbContext): Promise<ResolvedModel> {
  return resolveModel(options.required('model'), { env, sampleFolder: join(packageRoot(), ...sampleFolder) });
}

/** Fetches what the cache lacks, at the commit that it has. Without a network the model is taken as it is. */
async function complete(
  { id, commit, folder }: ResolvedModel,
  context: VerbContext,
  purpose: Purpose,
  weights: string | null,
): Promise<void> {
  if (isOffline(context.env) || !(await hasGaps(folder, purpose, weights))) return;
  try {
    await fetchFor({ id, revision: commit }, context, purpose, weights);
  } catch (error) {
    if (!(error instanceof LensError) || error.code === 'cancelled') throw error;
    context.note(`What the cache lacks of "${id}" cannot be fetched: ${error.message}`);
  }
}

async function fetchFor(
  name: ModelName,
  { env }: VerbContext,
  purpose: Purpose,
  weights: string | null,
): Promise<void> {
  await fetchModel({
    name,
    env,
    select: async (client, info) =>
      purpose === 'tokens' ? neededFiles(info.files, null) : filesForRun(client, info, weights),
  });
}
