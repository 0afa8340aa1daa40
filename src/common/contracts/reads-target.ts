import type { ModelInfo } from './model';

/**
 * Whether the second text that is read is what the decoder is given, and not the other half of a pair: in encoder-decoders,
 * except those that classify, whose decoder reads the texts themselves (BART, T5).
 */
export function readsTarget(info: Pick<ModelInfo, 'kind' | 'task'> | null | undefined): boolean {
  return info?.kind === 'encoder-decoder' && info.task !== 'text-classification';
}
