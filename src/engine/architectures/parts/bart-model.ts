import { LensError } from '../../../common/errors/lens-error';
import type { Graph } from '../../graph/graph';
import { dimAt } from '../../graph/shapes';
import type { Value } from '../../graph/types';
import type { BodyContext } from '../architecture';
import type { BartConfig } from '../config/bart-config';
import { paddingBias } from './attention-bias';
import { bartStack, embeddingNorm } from './bart-stack';
import { causalBias } from './causal-bias';
import { placesOf } from './past-tokens';
import { sinusoids } from './sinusoids';
import { Taps, twoStacks } from './taps';
import type { Weights } from './weights';

/** Where positions come from: learned rows behind two that no token gets, and a norm; or sines and cosines. */
export type BartPositions = 'learned' | 'sinusoidal';
/** `BartLearnedPositionalEmbedding.offset` */
const unusedRows = 2;

/** Rows of computed positions: far more than any model has, and memory for them. */
const mostComputed = 20_000;

/** Where the table of word embeddings may lie: all are tied. */
const tables = ['shared', 'encoder.embed_tokens', 'decoder.embed_tokens'];

/** A module's table of word embeddings, [vocabulary, hidden]: its own where the file has one, else the shared one. */
export function bartTable(weights: Weights, own: string, { vocabSize, hiddenSize }: BartConfig): Value {
  const name = [own, ...tables].find((each) => weights.has(`${each}.weight`)) ?? 'shared';
  return weights.parameter(`${name}.weight`, [vocabSize, hiddenSize]);
}

/** `BartModel` and `MarianModel`: the decoder's last hidden state. */
export function bartModel(context: BodyContext<BartConfig>, positions: BartPositions): Value {
  const { graph: g, config, weights, inputs } = context;
  const embed = (stack: 'encoder' | 'decoder', ids: Value): Value => {
    const words = g.embedding(bartTable(weights, `${stack}.embed_tokens`, config), ids);
    const scaled = config.scalesEmbeddings ? g.scale(words, Math.sqrt(config.hiddenSize)) : words;
    const x = g.add(scaled, placed(g, config, weights.at(stack), positions, ids));
    return g.dropout(positions === 'learned' ? embeddingNorm(weights.at(stack), x) : x, config.dropout.hidden);
  };
  const padding = paddingBias(g, inputs.get('attention_mask'));
  const states = bartStack(
    {
      ...{ graph: g, config, sizes: config.encoder, weights: weights.at('encoder'), bias: padding, cross: null },
      taps: new Taps(g, twoStacks.encoder),
    },
    embed('encoder', inputs.get('input_ids')),
  );
  const bias = causalBias(
    g,
    inputs.get('decoder_attention_mask'),
    dimAt(inputs.get('decoder_input_ids').shape, 1),
    null,
  );
  const cross = { taps: new Taps(g, twoStacks.cross), states, bias: padding };
  return bartStack(
    {
      ...{ graph: g, config, sizes: config.decoder, weights: weights.at('decoder'), bias, cross },
      taps: new Taps(g, twoStacks.decoder),
    },
    embed('decoder', inputs.get('decoder_input_ids')),
  );
}

/** The vectors of positions 0, 1, 2, ..., padding included, on from tokens that are remembered: [sequence, hidden]. */
function placed(g: Graph, config: BartConfig, weights: Weights, kind: BartPositions, ids: Value): Value {
  const { maxPositions, hiddenSize } = config;
  const places = placesOf(g, dimAt(ids.shape, 1));
  if (kind === 'learned') {
    const table = weights.parameter('embed_positions.weight', [maxPositions + unusedRows, hiddenSize]);
    return g.embedding(table, g.add(places, g.integer(unusedRows)));
  }
  const shape = [maxPositions, hiddenSize];
  if (maxPositions > mostComputed) {
    const setting = `"max_position_embeddings": ${maxPositions}`;
    throw new LensError(
      'unsupported',
      `The setting ${setting} in config.json is not covered: at most ${mostComputed} is.`,
    );
  }
  const table = weights.has('embed_positions.weight')
    ? weights.parameter('embed_positions.weight', shape)
    : g.constant('float32', shape, sinusoids(maxPositions, hiddenSize));
  return g.embedding(table, places);
}
