import type { GraphIndex, GraphNode } from './graph-index';

/** Operations that give what they are given in another form or turned; the first input is what they are given. */
const forms = new Set([
  ...['Cast', 'CastLike', 'Identity', 'Dropout', 'Reshape', 'Transpose', 'Squeeze', 'Unsqueeze', 'Expand', 'Flatten'],
  ...['Slice', 'Split', 'Gather', 'Tile', 'RotaryEmbedding', 'com.microsoft.RotaryEmbedding'],
  ...['QuantizeLinear', 'DequantizeLinear', 'DynamicQuantizeLinear'],
]);

/** True for an operation that rounds what it is given, moves it, turns it by position, leaves some out or repeats it. */
export function isForm({ op }: GraphNode): boolean {
  return forms.has(op);
}

const products = new Set([
  ...['MatMul', 'Gemm', 'MatMulInteger', 'com.microsoft.FusedMatMul', 'com.microsoft.MatMulNBits'],
  ...['com.microsoft.MatMulBnb4', 'com.microsoft.MatMulIntegerToFloat', 'com.microsoft.DynamicQuantizeMatMul'],
]);

/** True for a matrix product, of whatever numbers; its first two inputs are multiplied. */
export function isProduct({ op }: GraphNode): boolean {
  return products.has(op);
}

/** True for a product of two matrices that depend on the text, as those of an attention do. */
export function isInnerProduct(graph: GraphIndex, node: GraphNode): boolean {
  return isProduct(node) && graph.varies(node.inputs[0]) && graph.varies(node.inputs[1]);
}

/** True for a linear layer: a product with weights. */
export function isLinear(graph: GraphIndex, node: GraphNode): boolean {
  return isProduct(node) && graph.varies(node.inputs[0]) && !graph.varies(node.inputs[1]);
}

/** Operations that work on each number by itself, or on two of the same place. */
const pointwise = new Set([
  ...['Add', 'Sub', 'Mul', 'Div', 'Where', 'Tanh', 'Clip', 'Max', 'Min', 'Neg', 'IsNaN', 'Not', 'And', 'Or', 'Equal'],
]);

export function isPointwise({ op }: GraphNode): boolean {
  return pointwise.has(op);
}

const norms = new Set([
  'LayerNormalization',
  'RMSNormalization',
  'SimplifiedLayerNormalization',
  'com.microsoft.SimplifiedLayerNormalization',
]);
const normParts = new Set(['Add', 'Sub', 'Mul', 'Div', 'Pow', 'Sqrt', 'Reciprocal', 'ReduceMean', 'Cast', 'Identity']);

/** True for a norm in one operation. */
export function isNorm({ op }: GraphNode): boolean {
  return norms.has(op);
}

/** True for what norms are made of where the file has them in parts. */
export function isNormPart(node: GraphNode): boolean {
  return isNorm(node) || normParts.has(node.op);
}

const renamings = new Set([
  ...['Cast', 'CastLike', 'Identity', 'Dropout', 'Reshape', 'Flatten', 'Squeeze', 'Unsqueeze'],
  ...['QuantizeLinear', 'DequantizeLinear', 'DynamicQuantizeLinear'],
]);

/** The terms of a sum of two values that depend on the text; null for other operations. */
export function termsOf(graph: GraphIndex, { op, inputs }: GraphNode): readonly string[] | null {
  if (op !== 'Add') return null;
  const terms = inputs.slice(0, 2);
  return terms.every((value) => graph.varies(value)) ? terms : null;
}

/** The value before what only rounds it or gives its numbers another shape. */
export function beforeForms(graph: GraphIndex, value: string): string {
  return formsOf(graph, value).at(-1) ?? value;
}

/** A value, and those before it that hold the same numbers, in other shapes or less rounded. */
export function formsOf(graph: GraphIndex, value: string): string[] {
  return valuesBack(graph, value, ({ op }) => renamings.has(op));
}

/** More operations of one input than follow each other in any export. */
const maxChain = 100;

/** Follows the first inputs of nodes back as long as `passes` holds, and gives the value before them. */
export function goBack(graph: GraphIndex, from: string, passes: (node: GraphNode) => boolean): string {
  return valuesBack(graph, from, passes).at(-1) ?? from;
}

function valuesBack(graph: GraphIndex, from: string, passes: (node: GraphNode) => boolean): string[] {
  const values = [from];
  for (let value = from; values.length < maxChain; values.push(value)) {
    const node = graph.producer(value);
    const [input] = node?.inputs ?? [];
    if (node === undefined || !graph.varies(input) || !passes(node)) break;
    value = input;
  }
  return values;
}
