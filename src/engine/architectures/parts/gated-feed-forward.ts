import type { Value } from '../../graph/types';
import type { BodyContext } from '../architecture';
import type { RotaryDecoderConfig } from '../config/rotary-decoder-config';
import { activate } from './activations';
import type { Weights } from './weights';

/** `LlamaMLP`: down(activation(gate(x)) * up(x)), [..., hidden] to the same shape. */
export function gatedFeedForward(
  { graph: g, config }: BodyContext<RotaryDecoderConfig>,
  weights: Weights,
  x: Value,
): Value {
  const bias = config.mlpBias ? 'bias' : 'no bias';
  const gate = activate(g, config.hiddenAct, weights.linear('gate_proj', x, config.intermediateSize, bias));
  const up = weights.linear('up_proj', x, config.intermediateSize, bias);
  return weights.linear('down_proj', g.mul(gate, up), config.hiddenSize, bias);
}
