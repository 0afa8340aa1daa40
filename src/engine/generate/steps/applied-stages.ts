import { softmax } from '../../../common/statistics/probabilities';
import type { ProcessorContext, Stage } from '../processors/processor';
import { nextScores, nothingLeft } from '../sampling/next-scores';

/** What a setting made of the scores. */
export interface AppliedStage {
  readonly name: string;
  readonly value: string;
  /** Over the vocabulary; 0 for what is removed. */
  readonly probabilities: Float64Array;
  /** How many tokens are not removed. */
  readonly left: number;
}

/**
 * The model's distribution and the one after each stage, without stages that changed nothing.
 * @param scores what stages are given; see `nextScores`
 * @throws LensError as `nextScores`
 */
export function appliedStages(
  logits: Float32Array,
  stages: readonly Stage[],
  context: ProcessorContext,
  scores?: (probabilities: Float64Array) => Float32Array,
): { readonly model: Float64Array; readonly stages: readonly AppliedStage[] } {
  const { probabilities: model, processed } = nextScores(logits, [], context, { scores });
  const applied: AppliedStage[] = [];
  let before = processed;
  for (const { name, value, process } of stages) {
    const after = before.slice();
    process(after, context);
    if (after.every((score, id) => score === before[id])) continue;
    const probabilities = softmax(after);
    if (!Number.isFinite(probabilities[0])) throw nothingLeft();
    const left = after.reduce((count, score) => count + (score === -Infinity ? 0 : 1), 0);
    applied.push({ name, value: inWords(value), probabilities, left });
    before = after;
  }
  return { model, stages: applied };
}

/** As many of a list as a caption has room for. */
const fewItems = 4;

function inWords(value: Stage['value']): string {
  if (typeof value === 'number') return String(value);
  const items = value.slice(0, fewItems).map((item) => [item].flat().join(' '));
  return [...items, ...(value.length > fewItems ? ['…'] : [])].join(', ');
}
