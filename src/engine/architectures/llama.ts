import { readLlamaConfig } from './config/llama-config';
import { llamaLike } from './llama-like';

/** modeling_llama.py */
export const llama = llamaLike('llama', 'Llama', readLlamaConfig);
