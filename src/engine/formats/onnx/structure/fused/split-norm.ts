import type { GraphNode } from '../graph-index';

/** ONNX Runtime's sums with a norm after them, and the norm that each holds. */
const norms: ReadonlyMap<string, string> = new Map([
  ['com.microsoft.SkipLayerNormalization', 'LayerNormalization'],
  ['com.microsoft.SkipSimplifiedLayerNormalization', 'SimplifiedLayerNormalization'],
]);

/** Which of its results is the sum. */
const sumOutput = 3;

/**
 * A sum with a norm after it as the two operations that it stands for, so that finders see one form of both. Other nodes
 * are given back as they are. A sum that the file does not name gets a name that {@link isUnnamed} knows.
 */
export function splitNorm(node: GraphNode): GraphNode[] {
  const norm = norms.get(node.op);
  if (norm === undefined) return [isPlainNorm(node) ? withAxis(node) : node];
  const [first = '', second = '', weight = ''] = node.inputs;
  const [normed = ''] = node.outputs;
  // The simplified norm has no bias of its own, so that of the sum comes one place earlier.
  const [normBias, sumBias] =
    norm === 'LayerNormalization' ? [node.inputs[3], node.inputs[4]] : [undefined, node.inputs[3]];
  const given = node.outputs[sumOutput] ?? '';
  const sum = given === '' ? `${normed}${unnamed}` : given;
  const terms = [first, second, sumBias ?? ''].filter((name) => name !== '');
  const normInputs = [sum, weight, normBias ?? ''].filter((name) => name !== '');
  return [
    { ...node, op: 'Add', inputs: terms, reads: terms, outputs: [sum] },
    withAxis({ ...node, op: norm, inputs: normInputs, reads: normInputs, outputs: [normed] }),
  ];
}

function isPlainNorm({ op }: GraphNode): boolean {
  return [...norms.values()].includes(op);
}

/** Says the axis that norms have where they say none, so that both forms of them are alike. */
function withAxis(norm: GraphNode): GraphNode {
  return { ...norm, integer: (name) => norm.integer(name) ?? (name === 'axis' ? -1 : null) };
}

const unnamed = ' (sum before its norm)';

/** True for a value that the file does not name, so that it cannot be made a result. */
export function isUnnamed(value: string): boolean {
  return value.endsWith(unnamed);
}
