import { readQwen2Config } from './config/qwen-config';
import { llamaLike } from './llama-like';

/** modeling_qwen2.py: Llama with biases of queries, keys and values, and layers that slide. */
export const qwen2 = llamaLike('qwen2', 'Qwen2', readQwen2Config);
