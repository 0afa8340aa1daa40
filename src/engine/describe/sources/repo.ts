import type { ModelDescription } from '../../../common/contracts/description';
import type { RepoFacts } from '../../../common/contracts/hub/assessment';
import { LensError } from '../../../common/errors/lens-error';
import { readHeadersOf } from '../../assess/safetensors-option';
import { parseConfig } from '../../models/read-config';
import { indexName, otherWeights, singleName } from '../../models/weight-names';
import { describeModel } from '../describe-model';
import type { DescriptionSource } from '../source';
import { storedTensors } from './stored';
import { findUsed } from './used';

/**
 * What a model of the Hub is made of, before anything of its weights is downloaded. Headers that are broken or were not
 * read leave the tensors out, with the reason.
 * @throws LensError `not-found` without a config.json, `bad-file` for one that is broken
 */
export function describeRepo(facts: RepoFacts): ModelDescription {
  if (facts.config === null) throw new LensError('not-found', 'There is no config.json.');
  const config = parseConfig(facts.config);
  return describeModel({
    config,
    configText: facts.config,
    ...weightsOf(facts, config),
    bytesRead: bytesRead(facts),
    specialTokens: null,
    withoutStatistics: 'What lies in a tensor is shown in the Lens, once the model is downloaded and in use.',
  });
}

type Weights = Pick<DescriptionSource, 'tensors' | 'withoutTensors' | 'used' | 'files'>;

function weightsOf(facts: RepoFacts, config: DescriptionSource['config']): Weights {
  const paths = facts.files.map(({ path }) => path);
  const path = [singleName, indexName].find((name) => paths.includes(name));
  if (path === undefined) return without(otherReason(paths));
  try {
    const weights = readHeadersOf(facts, path);
    return {
      tensors: storedTensors(weights),
      withoutTensors: null,
      used: findUsed(config, weights),
      files: weights.names,
    };
  } catch (error) {
    if (error instanceof LensError) return without(error.message);
    throw error;
  }
}

function without(withoutTensors: string): Weights {
  return { tensors: null, withoutTensors, used: null, files: [] };
}

function otherReason(paths: readonly string[]): string {
  const other = otherWeights(paths);
  if (other === null && !paths.some((path) => path.endsWith('.onnx')))
    return 'There are no weights in this repository.';
  const kind = other?.kind ?? 'ONNX files';
  return `Tensors are listed by the headers of safetensors files; this repository has ${kind}.`;
}

function bytesRead({ config, index, headers }: RepoFacts): number {
  const bytes = headers.reduce((sum, { header }) => sum + header.byteLength, 0);
  return bytes + Buffer.byteLength(config ?? '') + Buffer.byteLength(index ?? '');
}
