import type { ModelDescription } from '../../common/contracts/description';
import type { ModelInfo } from '../../common/contracts/model';
import { LensError } from '../../common/errors/lens-error';
import { attempt } from '../../common/errors/outcome';
import { assessHere } from '../../engine/assess/assess-here';
import { describeFolder } from '../../engine/describe/sources/folder';
import { describeRepo } from '../../engine/describe/sources/repo';
import { readCheckpoint } from '../../engine/models/checkpoint';
import { openTokenizer } from '../../engine/tokenizers/text-tokenizer';
import { isOffline } from '../../hub/env';
import { memoryForModels } from '../../hub/inspect/memory';
import { readRepoFacts } from '../../hub/inspect/repo-facts';
import { NotCachedError } from '../../hub/models/cached-revision';
import { hasGaps } from '../../hub/models/model-gaps';
import type { ResolvedModel } from '../../hub/models/resolve-model';
import type { ModelName } from '../../hub/names/model-name';
import type { Options } from '../arguments/options';
import { cliHubClient } from '../hub/hub-client';
import { chosenModel, modelHere } from '../model/chosen-model';
import type { VerbContext } from '../program/verb';

/** What is known of a model. */
export interface ConfigSource {
  readonly description: ModelDescription;
  /** Null where it does not run; `problem` then says why. */
  readonly info: ModelInfo | null;
  readonly problem: string | null;
  /** Where it lies; null for one that is on the Hub alone. */
  readonly folder: string | null;
}

/**
 * Describes the model that the options name. One of the Hub that is not on this machine is described by its config and the
 * headers of its weights, without a download, unless `weights` of it are to be read.
 * @throws LensError
 */
export async function configSource(
  options: Options,
  context: VerbContext,
  needsWeights: boolean,
): Promise<ConfigSource> {
  const weights = options.text('weights');
  if (needsWeights || weights !== null) {
    return fromFolder((await chosenModel(options, context, 'run')).folder, weights);
  }
  const found = await findHere(options, context);
  if (!('folder' in found)) return fromHub(found, context);
  if (found.origin !== 'cache' || isOffline(context.env) || !(await hasGaps(found.folder, 'run', null))) {
    return fromFolder(found.folder, null);
  }
  return completed(found, context);
}

/** Of a model that the cache has in part: from the Hub, and without a network from what is here. */
async function completed({ id, commit, folder }: ResolvedModel, context: VerbContext): Promise<ConfigSource> {
  const fromThere = await attempt(() => fromHub({ id, revision: commit }, context));
  if (fromThere.ok) return fromThere.value;
  context.note(`What the cache lacks of "${id}" cannot be read from the Hub: ${fromThere.error.message}`);
  return fromFolder(folder, null);
}

/** Where the model lies, or its name on the Hub where this machine has nothing of it. */
async function findHere(options: Options, context: VerbContext): Promise<ResolvedModel | ModelName> {
  try {
    return await modelHere(options, context);
  } catch (error) {
    if (error instanceof NotCachedError && !isOffline(context.env)) return error.wanted;
    throw error;
  }
}

async function fromFolder(folder: string, weights: string | null): Promise<ConfigSource> {
  const checkpoint = await attempt(() => readCheckpoint(folder, weights));
  // What is broken is no model; what is only not covered is described all the same.
  if (!checkpoint.ok && checkpoint.error.code !== 'unsupported') {
    throw new LensError(checkpoint.error.code, checkpoint.error.message, checkpoint.error.help);
  }
  const tokenizer = await attempt(() => openTokenizer(folder));
  const description = await describeFolder({ folder, weights, tokenizer: tokenizer.ok ? tokenizer.value.info : null });
  return checkpoint.ok
    ? { description, info: checkpoint.value.info, problem: null, folder }
    : { description, info: null, problem: checkpoint.error.message, folder };
}

async function fromHub({ id, revision }: ModelName, { env }: VerbContext): Promise<ConfigSource> {
  const client = cliHubClient(env);
  const repo = await client.repo(id, revision);
  // Headers are read of files that are larger than the memory as well.
  const facts = await readRepoFacts(client, repo, Number.MAX_SAFE_INTEGER);
  const { info, verdict } = assessHere({ ...facts, memoryBytes: memoryForModels() });
  const runs = verdict.state === 'runs' || verdict.state === 'too_big';
  return {
    description: describeRepo(facts),
    info: runs ? info : null,
    problem: runs ? null : verdict.reason,
    folder: null,
  };
}
