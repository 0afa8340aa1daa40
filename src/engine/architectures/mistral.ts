import { readMistralConfig } from './config/llama-config';
import { llamaLike } from './llama-like';

/** modeling_mistral.py: Llama with a sliding window. */
export const mistral = llamaLike('mistral', 'Mistral', readMistralConfig);
