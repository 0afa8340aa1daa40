import { readSmollm3Config } from './config/smollm3-config';
import { llamaLike } from './llama-like';

/** modeling_smollm3.py: Llama with layers that do not turn queries and keys. */
export const smollm3 = llamaLike('smollm3', 'SmolLM3', readSmollm3Config);
