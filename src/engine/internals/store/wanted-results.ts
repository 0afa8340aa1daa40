import type { Checkpoint } from '../../models/checkpoint';
import { canClassify } from '../../tasks/text-classification';
import { checkLayerFits } from './check-fits';
import type { InternalsLimits } from './limits';
import { bytesOf, isHiddenState, isInternal, isNeuron, resultsOf } from './results-of';
import type { NamedResult, RowTokens } from './stacks';

/** The results that a classifier is asked for when hidden states and attentions come with its logits. */
export function allResults(checkpoint: Checkpoint): string[] {
  return resultsOf(checkpoint).flatMap(({ name }) => (isNeuron(name) ? [] : [name]));
}

/** Bytes of the hidden states and attentions of rows. */
export function internalBytes(checkpoint: Checkpoint, rows: readonly RowTokens[]): number {
  const results = internalsOf(checkpoint);
  return rows.reduce((sum, tokens) => sum + results.reduce((part, result) => part + bytesOf(result, tokens), 0), 0);
}

/**
 * The results that a row is run for: hidden states and attentions, or hidden states alone where the attentions of all
 * layers would be too much. A classifier gives its logits as well, so that one session serves both uses.
 * @throws LensError `too-big`
 */
export function wantedResults(checkpoint: Checkpoint, tokens: RowTokens, limits: InternalsLimits): string[] {
  const results = internalsOf(checkpoint);
  const bytes = internalBytes(checkpoint, [tokens]);
  if (bytes <= limits.keptBytes) {
    return canClassify(checkpoint.info) ? allResults(checkpoint) : results.map(({ name }) => name);
  }
  checkLayerFits(results, tokens, limits);
  return results.flatMap(({ name }) => (isHiddenState(name) ? [name] : []));
}

function internalsOf(checkpoint: Checkpoint): NamedResult[] {
  return resultsOf(checkpoint).filter(({ name }) => isInternal(name));
}
