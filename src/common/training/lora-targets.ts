/**
 * The layers that LoRA is for where a run names none, by `model_type`: those of peft 0.21
 * (TRANSFORMERS_MODELS_TO_LORA_TARGET_MODULES_MAPPING in peft/utils/constants.py).
 */
export const peftTargets: Readonly<Record<string, readonly string[]>> = {
  bart: ['q_proj', 'v_proj'],
  bert: ['query', 'value'],
  gemma: ['q_proj', 'v_proj'],
  gpt2: ['c_attn'],
  llama: ['q_proj', 'v_proj'],
  mistral: ['q_proj', 'v_proj'],
  mt5: ['q', 'v'],
  qwen2: ['q_proj', 'v_proj'],
  qwen3: ['q_proj', 'v_proj'],
  roberta: ['query', 'value'],
  t5: ['q', 'v'],
  'xlm-roberta': ['query', 'value'],
};

/** The same layers of models that peft knows no default for: what makes queries and values of attention. */
export const furtherTargets: Readonly<Record<string, readonly string[]>> = {
  distilbert: ['q_lin', 'v_lin'],
  marian: ['q_proj', 'v_proj'],
  olmo2: ['q_proj', 'v_proj'],
  phi3: ['qkv_proj'],
  smollm3: ['q_proj', 'v_proj'],
  umt5: ['q', 'v'],
};

/** What stands for every linear layer but the output layer and what is trained whole. */
export const allLinear = 'all-linear';
