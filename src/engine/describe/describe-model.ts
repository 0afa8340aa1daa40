import {
  modelParts,
  mostLabelsListed,
  mostTensorsListed,
  type DescribedTensor,
  type ModelDescription,
  type ModelParameters,
} from '../../common/contracts/description';
import { generalFacts } from '../architectures/config/general-facts';
import { labelsOf } from '../architectures/config/labels';
import { taskOfClass } from '../models/class-name';
import { defaultsOf } from './class-defaults';
import { configurationOf } from './configuration';
import { draw } from './diagram/draw';
import { familyOf } from './families';
import { Fields } from './fields';
import { memoryOf } from './memory';
import { sizesOf } from './sizes';
import type { DescriptionSource } from './source';
import { configTokens } from './special-tokens';
import { sortTensors } from './tensors/sort-tensors';
import { findTies, type Ties } from './tensors/tied';

/** More of a config.json is not sent to views. */
const mostConfigCharacters = 1_000_000;

/**
 * What a model is made of, from its config and the headers of its weights. Nothing is run; what neither tells is null.
 * Bounded for any input: headers are checked and counted where they are read.
 */
export function describeModel(source: DescriptionSource): ModelDescription {
  const { config } = source;
  // What the class fills in counts as if it were written.
  const whole = { ...defaultsOf(config.model_type), ...config };
  const fields = new Fields(whole);
  const facts = generalFacts(whole);
  const family = familyOf(fields);
  const className = config.architectures?.[0] ?? null;
  const task = taskOfClass(className);
  const ties = findTies({
    tensors: source.tensors ?? [],
    ...{ family, className, used: source.used },
    flag: fields.flag('tie_word_embeddings'),
  });
  const tensors = source.tensors && sortTensors(source.tensors, ties, source.used);
  const labels = hasLabels(task) ? labelsOf(config) : [];
  const sizes = sizesOf(fields, facts, family, facts.kind === 'encoder-only' ? 'encoder' : 'decoder');
  const { layers, heads, kvHeads, headSize } = sizes;
  const { kind, hiddenSize, vocabSize, maxPositions } = facts;
  return {
    architecture: config.model_type ?? null,
    ...{ className, kind, task, layers, heads, kvHeads, headSize, hiddenSize, vocabSize, maxPositions },
    diagram: draw({ fields, facts, family, tensors, ties, task, className, labels: labels.length }),
    parameters: tensors && countParameters(tensors, ties),
    configuration: configurationOf(config),
    memory: memoryOf({ fields, facts, family, tensors: source.tensors, described: tensors, maxPositions }),
    labels: { count: labels.length, names: labels.slice(0, mostLabelsListed) },
    specialTokens: [...(source.specialTokens ?? configTokens(fields))],
    files: [...source.files],
    bytesRead: source.bytesRead,
    tensorCount: source.tensors?.length ?? 0,
    tensors: tensors?.slice(0, mostTensorsListed) ?? [],
    withoutTensors: source.withoutTensors,
    withoutStatistics: source.withoutStatistics,
    configText: source.configText.length > mostConfigCharacters ? null : source.configText,
  };
}

function hasLabels(task: string | null): boolean {
  return task === 'text-classification' || task === 'token-classification';
}

/** Parts that have none are left out; the largest come first. */
function countParameters(tensors: readonly DescribedTensor[], ties: Ties): ModelParameters | null {
  const counts = new Map(modelParts.map((part) => [part, 0]));
  for (const { part, parameters } of tensors) counts.set(part, (counts.get(part) ?? 0) + parameters);
  const parts = [...counts].map(([part, parameters]) => ({ part, parameters }));
  const total = parts.reduce((sum, { parameters }) => sum + parameters, 0);
  if (!Number.isSafeInteger(total)) return null;
  const present = parts.filter(({ parameters }) => parameters > 0);
  return { total, parts: present.toSorted((a, b) => b.parameters - a.parameters), tied: ties.head };
}
