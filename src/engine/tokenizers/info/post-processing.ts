import type { Component } from '../files/tokenizer-json';

/** Habits of a post-processor that show only where a text is cut; see `assemble`. */
export interface PostProcessing {
  /** Tokens of an overflowing part keep the type id that they had before the template: the number of their sequence. */
  readonly rawOverflowTypeIds: boolean;
  /** The first token of every part keeps its leading space in its span. */
  readonly keepsFirstSpace: boolean;
}

/**
 * Reads the habits off the post-processor. Processors of type BertProcessing and RobertaProcessing set the type ids of
 * overflowing parts when they add special tokens; a template, and RoBERTa's without special tokens, does not.
 */
export function postProcessingOf(components: readonly Component[], addSpecialTokens: boolean): PostProcessing {
  const setsTypeIds = (type: string) => type === 'BertProcessing' || type === 'RobertaProcessing';
  return {
    rawOverflowTypeIds: !(addSpecialTokens && components.some(({ type }) => setsTypeIds(type))),
    keepsFirstSpace: components.some(
      ({ type, trim_offsets: trim, add_prefix_space: prefix }) =>
        (type === 'RobertaProcessing' || type === 'ByteLevel') && trim !== false && prefix !== false,
    ),
  };
}
