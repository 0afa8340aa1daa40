import type { Value } from '../../graph/types';
import type { BodyContext } from '../architecture';
import type { EncoderConfig } from '../config/encoder-config';
import { activate } from './activations';
import type { Weights } from './weights';

/** Two linear layers with the config's activation between, and dropout behind: [..., hidden] to [..., intermediate] and back. */
export function feedForward(
  { graph: g, config }: BodyContext<EncoderConfig>,
  weights: Weights,
  names: { readonly inner: string; readonly outer: string },
  x: Value,
): Value {
  const inner = activate(g, config.hiddenAct, weights.linear(names.inner, x, config.intermediateSize));
  return g.dropout(weights.linear(names.outer, inner, config.hiddenSize), config.dropout.hidden);
}
