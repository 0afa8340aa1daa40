import type { GraphIndex } from '../graph-index';
import { goBack } from '../operations';
import { Unclear } from '../unclear';

/**
 * The mask of an attention of ONNX Runtime.
 * - `tokens`: 1 for each token that is looked at, [rows, tokens].
 * - `ends`: the number of tokens of each row that are looked at, from the first on: [rows].
 */
export interface Mask {
  readonly kind: 'tokens' | 'ends';
  readonly value: string;
}

/**
 * Tells the form of a mask by what makes it, as files do not say how many axes it has.
 * @throws Unclear for other forms than exporters write
 */
export function maskOf(graph: GraphIndex, value: string | undefined): Mask | null {
  if (value === undefined || value === '') return null;
  const source = goBack(graph, value, ({ op }) => op === 'Cast' || op === 'Identity');
  const producer = graph.producer(source);
  if (producer === undefined && graph.varies(source)) return { kind: 'tokens', value };
  if (producer?.op === 'ReduceSum' && producer.integer('keepdims') === 0) return { kind: 'ends', value };
  const isEmbedding = producer?.op === 'com.microsoft.EmbedLayerNormalization';
  if (isEmbedding && producer.outputs[1] === source) return { kind: 'ends', value };
  throw new Unclear('how its attention is masked cannot be told');
}
