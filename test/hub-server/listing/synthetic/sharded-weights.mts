import type { Content } from '../../content/content.mts';
import { bytesOfTensor, type NumberOptions, syntheticWeights } from './synthetic-weights.mts';
import type { TensorShape } from './encoder-tensors.mts';

const usualShardBytes = 5_000_000_000;

export interface WeightOptions extends NumberOptions {
  /** The most bytes of a shard; 5 GB as transformers has it. */
  readonly shardBytes?: number;
}

/** Weights as `save_pretrained` writes them: one file, or above a size shards with their index. */
export function weightFiles(
  seed: string,
  tensors: readonly TensorShape[],
  { shardBytes = usualShardBytes, ...numbers }: WeightOptions = {},
): Record<string, Content | string> {
  const shards = shardsOf(tensors, shardBytes);
  const [only] = shards;
  if (only !== undefined && shards.length === 1) return { 'model.safetensors': syntheticWeights(seed, only, numbers) };
  const number = (index: number): string => String(index).padStart(5, '0');
  const named = shards.map((shard, index) => {
    const name = `model-${number(index + 1)}-of-${number(shards.length)}.safetensors`;
    return { name, shard };
  });
  const map = named.flatMap(({ name, shard }) => shard.map((tensor) => [tensor.name, name] as const));
  const total = tensors.reduce((sum, { shape }) => sum + bytesOfTensor(shape), 0);
  const index = { metadata: { total_size: total }, weight_map: Object.fromEntries(map) };
  return {
    'model.safetensors.index.json': JSON.stringify(index, null, 2),
    ...Object.fromEntries(named.map(({ name, shard }) => [name, syntheticWeights(`${seed} ${name}`, shard, numbers)])),
  };
}

function shardsOf(tensors: readonly TensorShape[], shardBytes: number): TensorShape[][] {
  const shards: TensorShape[][] = [[]];
  let filled = 0;
  for (const tensor of tensors) {
    const bytes = bytesOfTensor(tensor.shape);
    if (filled > 0 && filled + bytes > shardBytes) {
      shards.push([]);
      filled = 0;
    }
    shards.at(-1)?.push(tensor);
    filled += bytes;
  }
  return shards;
}
