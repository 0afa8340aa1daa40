import { generalFacts } from '../../architectures/config/general-facts';
import type { GraphModelParts } from './graph-model';
import type { TaskConfig } from './training-config';

/** How a model's inputs are checked and completed, and what is made of labels. */
export function inputRules({
  raw,
  configured,
  head,
}: TaskConfig): Pick<GraphModelParts, 'isCausal' | 'inputs' | 'padTokenId'> {
  const { facts, positions } = configured;
  const { kvHeads = facts.heads, encoderLayers = null, decoderLayers = null } = facts;
  const padTokenId = raw['pad_token_id'];
  return {
    isCausal: head === 'ForCausalLM',
    inputs: {
      facts: { ...generalFacts(raw), ...facts, kvHeads, encoderLayers, decoderLayers },
      positions,
      decoder: configured.decoder(head),
      oneTextOnly: configured.oneTextOnly(head),
    },
    padTokenId: typeof padTokenId === 'number' && padTokenId >= 0 ? padTokenId : 0,
  };
}
