import type { Value } from '../../graph/types';
import { activate } from './activations';
import type { DecoderContext } from './rotary-decoder';
import type { Weights } from './weights';

/** `LlamaMLP`: down(activation(gate(x)) * up(x)), [..., hidden] to the same shape. */
export function gatedFeedForward({ graph: g, config }: DecoderContext, weights: Weights, x: Value): Value {
  const { intermediateSize, hiddenSize, hiddenAct, biases } = config;
  const kind = biases.feedForward ? 'bias' : 'no bias';
  const gate = activate(g, hiddenAct, weights.linear('gate_proj', x, intermediateSize, kind));
  const up = weights.linear('up_proj', x, intermediateSize, kind);
  return weights.linear('down_proj', g.mul(gate, up), hiddenSize, kind);
}

/** `Phi3MLP`: the same with one linear layer for gate and up. */
export function fusedGatedFeedForward({ graph: g, config }: DecoderContext, weights: Weights, x: Value): Value {
  const { intermediateSize: size, hiddenSize, hiddenAct } = config;
  const [gate, up] = g.split(weights.linear('gate_up_proj', x, 2 * size, 'no bias'), -1, [size, size]) as [
    Value,
    Value,
  ];
  return weights.linear('down_proj', g.mul(up, activate(g, hiddenAct, gate)), hiddenSize, 'no bias');
}
