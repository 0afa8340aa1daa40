import type { Mask } from './mask';
import type { NodeList } from './node-list';

/** What an attention of ONNX Runtime computes its probabilities of. */
export interface Parts {
  /** [rows, tokens, heads * size], in numbers of any kind. */
  readonly query: string;
  readonly key: string;
  readonly heads: number;
  /** What scores are multiplied with; null for 1 / sqrt(size). */
  readonly scale: number | null;
  /** Keys of earlier tokens [rows, heads, tokens, size]; null where there are none. */
  readonly pastKey: string | null;
  readonly mask: Mask | null;
  /** What is added to scores, of a shape that fits [rows, heads, queries, keys]. */
  readonly bias: string | null;
  /** True where no token looks at those after it. */
  readonly causal: boolean;
  /** What is added to the scores of keys that are masked. */
  readonly maskedScore: number;
}

const lowest = -3.4028234663852886e38;

/**
 * softmax(query x key^T * scale + bias + mask) in ONNX's own operators, in any operator set from 11 on, as the CPU's
 * operators of ONNX Runtime have it (`attention_cpu_base.h`, `PrepareMask` of `attention_helper.h`): masked keys get a
 * low score added, keys after the query the lowest there is.
 * @param result the name of what is made: [rows, heads, queries, keys]
 */
export function addProbabilities(list: NodeList, parts: Parts, result: string): void {
  const scores = scaledProducts(list, parts);
  const biased = parts.bias === null ? scores : list.add('Add', [scores, list.toFloat(parts.bias)]);
  const masked = parts.mask === null ? biased : addMask(list, biased, parts.mask, parts.maskedScore);
  list.add('Softmax', [parts.causal ? hideLater(list, masked) : masked], { axis: -1 }, result);
}

function scaledProducts(list: NodeList, { query, key, heads, scale, pastKey }: Parts): string {
  const byHead = (value: string) =>
    list.add('Transpose', [list.add('Reshape', [list.toFloat(value), list.integers([0, 0, heads, -1])])], {
      perm: [0, 2, 1, 3],
    });
  const queries = byHead(query);
  const keys = pastKey === null ? byHead(key) : list.add('Concat', [list.toFloat(pastKey), byHead(key)], { axis: 2 });
  const products = list.add('MatMul', [queries, list.add('Transpose', [keys], { perm: [0, 1, 3, 2] })]);
  if (scale !== null) return list.add('Mul', [products, list.float(scale)]);
  return list.add('Div', [products, list.add('Sqrt', [list.toFloat(list.size(queries, -1))])]);
}

function addMask(list: NodeList, scores: string, { kind, value }: Mask, maskedScore: number): string {
  const numbers = list.toInteger(value);
  const looked =
    kind === 'tokens'
      ? list.add('Greater', [numbers, list.integers([0])])
      : list.add('Less', [counting(list, scores, -1), list.add('Reshape', [numbers, list.integers([-1, 1])])]);
  const added = list.add('Where', [looked, list.float(0), list.float(maskedScore)]);
  const shape = list.add('Concat', [list.size(scores, 0), list.integers([1, 1]), list.size(scores, -1)], { axis: 0 });
  return list.add('Add', [scores, list.add('Reshape', [added, shape])]);
}

function hideLater(list: NodeList, scores: string): string {
  const earlier = list.add('Sub', [list.size(scores, -1), list.size(scores, -2)]);
  const queries = list.add('Add', [counting(list, scores, -2), earlier]);
  const column = list.add('Reshape', [queries, list.integers([-1, 1])]);
  return list.add('Where', [list.add('Greater', [counting(list, scores, -1), column]), list.float(lowest), scores]);
}

/** 0, 1, 2 and on, as many as an axis is long. */
function counting(list: NodeList, value: string, axis: number): string {
  const [zero, one] = [list.integers([0]), list.integers([1])];
  const limits = [zero, list.size(value, axis), one].map((each) => list.add('Squeeze', [each]));
  return list.add('Range', limits);
}
