import type { Fields } from '../fields';
import type { Family, FamilyOf } from './family';

const gpt2: Family = {
  norm: 'LayerNorm',
  placement: 'pre',
  positions: ['learned'],
  causal: true,
  embeddingNorm: false,
  finalNorm: true,
  gated: false,
  activation: 'gelu_new',
  tied: true,
  head: 'lm_head.weight',
  innerFactor: 4,
};

const llama: Family = {
  ...gpt2,
  norm: 'RMSNorm',
  positions: ['rotary'],
  gated: true,
  activation: 'silu',
  tied: false,
};

const tiedLlama: Family = { ...llama, tied: true };
const gemma: Family = { ...tiedLlama, activation: 'gelu_pytorch_tanh' };
const sandwich: Family = { ...gemma, placement: 'around' };
/** LayerNorm and rotary positions, without a gate. */
const rotary: Family = { ...llama, norm: 'LayerNorm', gated: false };

const gptNeox = (fields: Fields): Family => ({
  ...rotary,
  ...(fields.flag('use_parallel_residual') === false ? {} : { parallel: 'two-norms' as const }),
  activation: 'gelu',
  head: 'embed_out.weight',
  portion: 0.25,
});

const opt = (fields: Fields): Family => {
  const before = fields.flag('do_layer_norm_before') !== false;
  const placement = before ? 'pre' : 'post';
  return { ...gpt2, placement, finalNorm: before, activation: 'relu', reserved: 2 };
};

const falcon = (fields: Fields): Family => {
  const parallel = fields.flag('new_decoder_architecture') === true ? 'two-norms' : 'one-norm';
  return {
    ...rotary,
    positions: fields.flag('alibi') === true ? ['alibi'] : ['rotary'],
    ...(fields.flag('parallel_attn') === false ? {} : { parallel }),
    activation: 'gelu',
    tied: true,
  };
};

const oneNorm = { parallel: 'one-norm' } as const;

/** Decoders, by `model_type`. */
export const decoders: Readonly<Record<string, FamilyOf>> = {
  gpt2: () => gpt2,
  gpt_bigcode: () => ({ ...gpt2, activation: 'gelu_pytorch_tanh' }),
  gpt_neo: () => gpt2,
  gptj: () => ({ ...rotary, ...oneNorm, activation: 'gelu_new' }),
  codegen: () => ({ ...rotary, ...oneNorm, activation: 'gelu_new' }),
  gpt_neox: gptNeox,
  opt,
  bloom: () => ({ ...gpt2, positions: ['alibi'], embeddingNorm: true, activation: 'gelu' }),
  mpt: () => ({ ...gpt2, positions: ['alibi'], activation: 'gelu' }),
  falcon,
  phi: () => ({ ...rotary, ...oneNorm, activation: 'gelu_new', portion: 0.5 }),
  llama: () => llama,
  mistral: () => llama,
  ministral: () => llama,
  mixtral: () => llama,
  qwen2: () => llama,
  qwen2_moe: () => llama,
  qwen3: () => llama,
  qwen3_moe: () => llama,
  phi3: () => llama,
  granite: () => llama,
  helium: () => llama,
  smollm3: () => ({ ...tiedLlama, theta: 2_000_000 }),
  gemma: () => gemma,
  gemma2: () => sandwich,
  gemma3: () => ({ ...sandwich, theta: 1_000_000 }),
  gemma3_text: () => ({ ...sandwich, theta: 1_000_000 }),
  olmo: () => ({ ...llama, norm: 'LayerNorm' }),
  olmo2: () => ({ ...llama, placement: 'after' }),
  olmo3: () => ({ ...llama, placement: 'after' }),
  stablelm: () => ({ ...llama, norm: 'LayerNorm', portion: 0.25 }),
  starcoder2: () => ({ ...rotary, activation: 'gelu_pytorch_tanh', tied: true }),
  cohere: () => ({ ...llama, ...oneNorm, norm: 'LayerNorm', tied: true }),
};
