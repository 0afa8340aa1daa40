import type { BlockOf } from '../../../common/contracts/description';
import type { Family } from '../families/family';
import type { Fields } from '../fields';
import { positionsOf } from '../positions';
import type { Sizes } from '../sizes';
import { sumOf, type LayerTensor } from '../tensors/layers';
import { windowOf } from '../window';

/** What the blocks of one stack are made from. `layer`: tensors of a layer that stands for all; null where not known. */
export interface StackContext {
  readonly fields: Fields;
  readonly family: Family;
  readonly sizes: Sizes;
  readonly stack: 'encoder' | 'decoder';
  readonly twoStacks: boolean;
  readonly layer: readonly LayerTensor[] | null;
}

const cross = /encoder_attn|EncDecAttention|crossattention|cross_attn/;
const innerNorm = /(^|[._])(q|k|query|key)_?(layer)?_?norm/i;

type Letter = 'q' | 'k' | 'v' | 'o';
const biasNames: readonly (readonly [RegExp, readonly Letter[]])[] = [
  [/(^|\.)(query_key_value|c_attn|Wqkv|qkv_proj|in_proj)\.bias$/, ['q', 'k', 'v']],
  [/(^|\.)(q|query|q_proj|query_proj|q_lin)\.bias$/, ['q']],
  [/(^|\.)(k|key|k_proj|key_proj|k_lin)\.bias$/, ['k']],
  [/(^|\.)(v|value|v_proj|value_proj|v_lin)\.bias$/, ['v']],
  [/(^|\.)(o|o_proj|out_proj|out_lin|dense|c_proj|Wo)\.bias$/, ['o']],
];

/** Attention of a layer: to its own stack, or to the encoder. */
export function attentionBlock(context: StackContext, of: 'self' | 'cross'): BlockOf<'attention'> {
  const { fields, family, sizes, stack, twoStacks } = context;
  const tensors = attentionTensors(context, of);
  const around = positionsOf(fields, family).filter(({ kind }) => kind !== 'learned' && kind !== 'sinusoidal');
  return {
    type: 'attention',
    of,
    heads: sizes.heads,
    kvHeads: sizes.kvHeads,
    headSize: sizes.headSize,
    causal: of === 'self' && (family.causal || (twoStacks && stack === 'decoder')),
    window: of === 'self' ? windowOf(fields, sizes.layers) : null,
    positions: of === 'self' ? around : [],
    biases: tensors && biasesOf(tensors),
    queryKeyNorm: tensors?.some(({ path }) => innerNorm.test(path)) ?? false,
    parameters: tensors && sumOf(tensors),
  };
}

function attentionTensors({ layer }: StackContext, of: 'self' | 'cross'): readonly LayerTensor[] | null {
  if (layer === null) return null;
  const inside = layer.filter(({ part, path }) => part === 'attention' || (part === 'norms' && innerNorm.test(path)));
  return inside.filter(({ path }) => cross.test(path) === (of === 'cross'));
}

function biasesOf(tensors: readonly LayerTensor[]): Letter[] {
  const letters = biasNames.flatMap(([pattern, letters]) =>
    tensors.some(({ path }) => pattern.test(path)) ? letters : [],
  );
  return [...new Set(letters)];
}

const activationNames = ['hidden_activation', 'hidden_act', 'activation_function', 'activation'] as const;

/** The MLP of a layer, or its experts. */
export function mlpBlock({ fields, family, sizes, layer }: StackContext): BlockOf<'mlp'> {
  const tensors = layer?.filter(({ part }) => part === 'mlp') ?? null;
  const count = fields.count('num_local_experts', 'num_experts', 'n_routed_experts');
  return {
    type: 'mlp',
    width: sizes.hidden,
    innerWidth: count === null ? sizes.inner : (fields.count('moe_intermediate_size') ?? sizes.inner),
    gated: family.gated,
    activation: activationOf(fields, family),
    experts: count === null || count < 2 ? null : { count, perToken: fields.count('num_experts_per_tok') },
    parameters: tensors && sumOf(tensors),
  };
}

/** Gemma's "gelu" is its tanh approximation; "gated-gelu" of T5 is `gelu_new`. */
function activationOf(fields: Fields, family: Family): string {
  const projection = fields.text('feed_forward_proj');
  if (projection !== null) return projection === 'gated-gelu' ? 'gelu_new' : projection.replace(/^gated-/, '');
  if (fields.modelType === 'gemma') return fields.text('hidden_activation') ?? family.activation;
  return (fields.text(...activationNames) ?? family.activation).slice(0, 40);
}

/** A norm of a layer. Its tensors are counted where all norms of the layer have as many. */
export function normBlock({ family, sizes, layer }: StackContext): BlockOf<'norm'> {
  const modules = new Map<string, number>();
  for (const { part, path, parameters } of layer ?? []) {
    if (part !== 'norms' || innerNorm.test(path)) continue;
    const module = path.slice(0, path.lastIndexOf('.'));
    modules.set(module, (modules.get(module) ?? 0) + parameters);
  }
  const counts = new Set(modules.values());
  const [count = null] = counts;
  return { type: 'norm', kind: family.norm, width: sizes.hidden, parameters: counts.size === 1 ? count : null };
}
