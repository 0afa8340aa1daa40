import type { Checkpoint } from '../../models/checkpoint';
import { canClassify } from '../../tasks/text-classification';
import { checkLayerFits } from './check-fits';
import type { InternalsLimits } from './limits';
import { bytesOf, isHiddenState, isInternal, isNeuron, resultsOf } from './results-of';
import type { NamedResult, RowTokens } from './stacks';

/** The logits of the last token, which are among those of all. */
const lastLogits = 'last_logits';

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
  const keepsAll = internalBytes(checkpoint, [tokens]) <= limits.keptBytes;
  if (!keepsAll) checkLayerFits(internalsOf(checkpoint), tokens, limits);
  return namedResults(checkpoint, keepsAll);
}

/** Their names; with the results of the head where it classifies. */
export function namedResults(checkpoint: Checkpoint, withAttentions: boolean): string[] {
  const classifies = canClassify(checkpoint.info);
  return resultsOf(checkpoint).flatMap(({ name }) => {
    if (isHiddenState(name)) return [name];
    if (isInternal(name)) return withAttentions ? [name] : [];
    return classifies && !isNeuron(name) && name !== lastLogits ? [name] : [];
  });
}

/** The results of the head, for every token. */
export function headResults(checkpoint: Checkpoint): string[] {
  return resultsOf(checkpoint).flatMap(({ name }) =>
    isInternal(name) || isNeuron(name) || name === lastLogits ? [] : [name],
  );
}

function internalsOf(checkpoint: Checkpoint): NamedResult[] {
  return resultsOf(checkpoint).filter(({ name }) => isInternal(name));
}
