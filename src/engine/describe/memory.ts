import type { DescribedTensor, ModelMemory } from '../../common/contracts/description';
import type { GeneralFacts } from '../architectures/config/general-facts';
import type { Family } from './families/family';
import type { Fields } from './fields';
import { sizesOf } from './sizes';
import type { SourceTensor } from './source';
import { windowOf } from './window';

export interface MemoryParams {
  readonly fields: Fields;
  readonly facts: GeneralFacts;
  readonly family: Family | null;
  readonly tensors: readonly SourceTensor[] | null;
  readonly described: readonly DescribedTensor[] | null;
  readonly maxPositions: number | null;
}

/** Bytes of an element of the types that a cache may have. */
const elementBytes: Readonly<Record<string, number>> = { float16: 2, bfloat16: 2, float64: 8 };

/** What the weights and a decoder's keys and values take. */
export function memoryOf(params: MemoryParams): ModelMemory {
  const { tensors, described } = params;
  const weights = tensors?.filter((_, index) => described?.[index]?.role === 'parameter') ?? null;
  const sum = (of: (tensor: SourceTensor) => number): number | null =>
    weights && safe(weights.reduce((total, tensor) => total + of(tensor), 0));
  const dtypes = dtypesOf(weights ?? []);
  return {
    weights: sum(({ bytes }) => bytes),
    dtypes,
    float32: sum(({ elements }) => elements * 4),
    cache: cacheOf(params, dtypes[0] ?? params.fields.text('dtype', 'torch_dtype') ?? 'float32'),
  };
}

/** Types of the weights, those of most weights first. */
function dtypesOf(tensors: readonly SourceTensor[]): string[] {
  const counts = new Map<string, number>();
  for (const { dtype, elements } of tensors) counts.set(dtype, (counts.get(dtype) ?? 0) + elements);
  return [...counts].toSorted(([, a], [, b]) => b - a).map(([dtype]) => dtype);
}

/** Keys and values of each layer; a layer with a window keeps no more than it. An encoder's output is kept besides. */
function cacheOf({ fields, facts, family, maxPositions }: MemoryParams, stored: string) {
  if (facts.kind === 'encoder-only') return null;
  const { layers, kvHeads, headSize } = sizesOf(fields, facts, family, 'decoder');
  if (layers === null || kvHeads === null || headSize === null) return null;
  const dtype = Object.hasOwn(elementBytes, stored) ? stored : 'float32';
  const perLayer = 2 * kvHeads * headSize * (elementBytes[dtype] ?? 4);
  const bytesPerToken = safe(layers * perLayer);
  if (bytesPerToken === null) return null;
  const window = windowOf(fields, layers);
  const [size, sliding] = window === null ? [0, 0] : [window.size, Math.min(window.layers, layers)];
  const most = (tokens: number): number => perLayer * ((layers - sliding) * tokens + sliding * Math.min(size, tokens));
  return {
    dtype,
    bytesPerToken,
    maxTokens: maxPositions,
    bytesAtMost: maxPositions === null ? null : safe(most(maxPositions)),
  };
}

function safe(value: number): number | null {
  return Number.isSafeInteger(value) ? value : null;
}
