import { describe, expect, test } from 'vitest';
import { activate } from '../../../src/engine/architectures/parts/activations';
import { Graph } from '../../../src/engine/graph/graph';
import { floats, runGraph } from '../runtime/run-graph';

const xs = [-30, -10, -5, -3, -1.5, -1, -0.3, -0.01, 0, 0.01, 0.3, 1, 1.5, 3, 5, 10, 30];

/** The error function as the integral that defines it (Simpson's rule). */
function erf(x: number): number {
  const [steps, end] = [2000, Math.min(Math.abs(x), 6)];
  let sum = 0;
  for (let i = 0; i <= steps; i++) {
    const factor = i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2;
    sum += factor * Math.exp(-(((i * end) / steps) ** 2));
  }
  return (Math.sign(x) * 2 * sum * end) / (3 * steps * Math.sqrt(Math.PI));
}

const clip = (x: number, low: number, high: number): number => Math.min(Math.max(x, low), high);
const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const softplus = (x: number): number => Math.log1p(Math.exp(x));
const gelu = (x: number): number => 0.5 * x * (1 + erf(x / Math.SQRT2));
const geluTanh = (x: number): number => 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)));

/** The formulas of transformers' activations.py. */
const formulas: Readonly<Record<string, (x: number) => number>> = {
  gelu,
  gelu_python: gelu,
  gelu_10: (x) => clip(gelu(x), -10, 10),
  gelu_new: geluTanh,
  gelu_fast: geluTanh,
  gelu_accurate: geluTanh,
  gelu_pytorch_tanh: geluTanh,
  gelu_python_tanh: geluTanh,
  quick_gelu: (x) => x * sigmoid(1.702 * x),
  hardswish: (x) => (x * clip(x + 3, 0, 6)) / 6,
  laplace: (x) => 0.5 * (1 + erf((x - 0.707107) / (0.282095 * Math.SQRT2))),
  leaky_relu: (x) => (x >= 0 ? x : 0.01 * x),
  linear: (x) => x,
  mish: (x) => x * Math.tanh(softplus(x)),
  relu: (x) => Math.max(x, 0),
  relu2: (x) => Math.max(x, 0) ** 2,
  relu6: (x) => clip(x, 0, 6),
  sigmoid,
  silu: (x) => x * sigmoid(x),
  swish: (x) => x * sigmoid(x),
  sqrtsoftplus: (x) => Math.sqrt(softplus(x)),
  tanh: Math.tanh,
};

test.each(Object.entries(formulas))('%s', async (name, formula) => {
  const g = new Graph();
  g.output('y', activate(g, name, g.input('x', 'float32', ['n'])));
  const { data } = (await runGraph(g, { x: floats([xs.length], xs) })).get('y')!;
  xs.forEach((x, i) => {
    const expected = formula(Math.fround(x));
    expect(Math.abs(Number(data[i]) - expected), `${name}(${x})`).toBeLessThan(3e-6 * Math.max(1, Math.abs(expected)));
  });
});

describe('names that are not covered', () => {
  test.each(['prelu', 'xielu', 'GELU', '', '__proto__', 'hasOwnProperty'])('%j', (name) => {
    const g = new Graph();
    const x = g.input('x', 'float32', [1]);
    expect(() => activate(g, name, x)).toThrow(`The activation "${name}" in config.json is not covered yet.`);
  });
});
