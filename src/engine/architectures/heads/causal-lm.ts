import type { Head, HeadContext } from '../architecture';
import type { LanguageModelConfig } from '../config/language-model';
import { lastWhere } from '../parts/last-token';
import { countBefore } from '../parts/past-tokens';
import { dimAt } from '../../graph/shapes';
import type { Value } from '../../graph/types';

/**
 * The language model of a decoder (`GPT2LMHeadModel`, `LlamaForCausalLM`): the layer from hidden states to the
 * vocabulary, which is the table of word embeddings unless the file has a tensor of its own for it (transformers 5 ties by
 * what is in the file).
 * @param embedding the table's name in the body
 */
export function causalLm(embedding: string): Head<LanguageModelConfig> {
  return (context) => {
    const weight = outputWeight(context, embedding);
    nextTokenLogits(context, (states) => context.graph.label('lm_head', context.graph.linear(states, weight, null)));
  };
}

/**
 * Gives the logits [batch, sequence, vocabulary], and those of each text's last token alone, `last_logits`
 * [batch, vocabulary], which is all that the next token depends on.
 * @param toVocabulary states [..., hidden] to logits [..., vocabulary]
 */
export function nextTokenLogits(
  { graph: g, inputs, lastHiddenState }: Pick<HeadContext<unknown>, 'graph' | 'inputs' | 'lastHiddenState'>,
  toVocabulary: (states: Value) => Value,
): void {
  g.output('logits', toVocabulary(lastHiddenState));
  const mask = inputs.get('attention_mask');
  const [tokens, all] = [dimAt(lastHiddenState.shape, 1), dimAt(mask.shape, 1)];
  const last = lastWhere(g, g.cast(mask, 'bool'));
  // The mask is of the tokens that are remembered as well, the states are not.
  const place = all === tokens ? last : g.sub(last, countBefore(g, tokens, all));
  g.output('last_logits', toVocabulary(g.selectEach(lastHiddenState, place)));
}

function outputWeight({ config, body, weights }: HeadContext<LanguageModelConfig>, embedding: string): Value {
  const shape = [config.vocabSize, config.hiddenSize];
  const tied = config.tieWordEmbeddings && !weights.has('lm_head.weight');
  return tied ? body.parameter(`${embedding}.weight`, shape) : weights.parameter('lm_head.weight', shape);
}
