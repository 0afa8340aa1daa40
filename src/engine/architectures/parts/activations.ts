import { LensError } from '../../../common/errors/lens-error';
import type { Graph } from '../../graph/graph';
import type { Value } from '../../graph/types';

type Activation = (g: Graph, x: Value) => Value;

const geluErf: Activation = (g, x) => g.gelu(x, 'none');
const geluTanh: Activation = (g, x) => g.gelu(x, 'tanh');
const silu: Activation = (g, x) => g.mul(x, g.unary('sigmoid', x));
const clip = (g: Graph, x: Value, low: number, high: number): Value => g.min(g.max(x, g.scalar(low)), g.scalar(high));

/** `ACT2FN` of transformers' activations.py: those without weights of their own. */
const activations: Readonly<Record<string, Activation>> = {
  gelu: geluErf,
  gelu_python: geluErf,
  gelu_10: (g, x) => clip(g, geluErf(g, x), -10, 10),
  // Written differently in Python, the same function.
  gelu_new: geluTanh,
  gelu_fast: geluTanh,
  gelu_accurate: geluTanh,
  gelu_pytorch_tanh: geluTanh,
  gelu_python_tanh: geluTanh,
  quick_gelu: (g, x) => g.mul(x, g.unary('sigmoid', g.scale(x, 1.702))),
  hardswish: (g, x) => g.scale(g.mul(x, clip(g, g.add(x, g.scalar(3)), 0, 6)), 1 / 6),
  laplace: (g, x) => {
    const standardised = g.scale(g.add(x, g.scalar(-0.707107)), 1 / (0.282095 * Math.SQRT2));
    return g.scale(g.add(g.unary('erf', standardised), g.scalar(1)), 0.5);
  },
  leaky_relu: (g, x) => g.max(x, g.scale(x, 0.01)),
  linear: (_, x) => x,
  mish: (g, x) => g.mul(x, g.tanh(g.unary('softplus', x))),
  relu: (g, x) => g.relu(x),
  relu2: (g, x) => g.mul(g.relu(x), g.relu(x)),
  relu6: (g, x) => clip(g, x, 0, 6),
  sigmoid: (g, x) => g.unary('sigmoid', x),
  silu,
  swish: silu,
  sqrtsoftplus: (g, x) => g.unary('sqrt', g.unary('softplus', x)),
  tanh: (g, x) => g.tanh(x),
};

/**
 * Applies the activation that a config names.
 * @throws LensError `unsupported` for names that nothing here computes
 */
export function activate(g: Graph, name: string, x: Value): Value {
  const activation = Object.hasOwn(activations, name) ? activations[name] : undefined;
  if (activation === undefined) {
    throw new LensError('unsupported', `The activation "${name}" in config.json is not covered yet.`);
  }
  return activation(g, x);
}
