import * as v from 'valibot';
import type { Component, TokenizerJson } from '../files/tokenizer-json';
import { isKnownCharsmap, isKnownPattern } from './known-patterns';

/** Component types whose code neither panics nor takes long, whatever their settings. */
const harmless = new Set([
  'BertNormalizer', 'NFC', 'NFD', 'NFKC', 'NFKD', 'Lowercase', 'StripAccents', 'Strip', 'Nmt', 'ByteLevel',
  'BertPreTokenizer', 'Metaspace', 'WhitespaceSplit', 'Whitespace', 'Punctuation', 'Digits', 'CharDelimiterSplit',
  'UnicodeScripts', 'BertProcessing', 'RobertaProcessing', 'WordPiece', 'ByteFallback', 'Fuse', 'BPEDecoder', 'CTC',
]); // prettier-ignore

/** A text that is longer than this may overrun the regular expression engine's limits even with a good expression. */
export const longText = 2_000_000;

/** What a component puts into a text in one place; a row of them that put in more multiplies the text. */
const longestAddition = 1;

/** Longer words than this make WordPiece, which takes quadratic time for a word, slow. */
const longestWord = 1000;

/**
 * Whether the library can be trusted with a tokenizer in this process. It ends the process (a Rust panic that nothing can
 * catch) on some settings that are wrong and on regular expressions that backtrack for too long, and it cannot be
 * interrupted. Everything that published tokenizers are made of is ordinary; the rest goes on trial first.
 */
export function isOrdinary(json: TokenizerJson): boolean {
  const { normalizer, pre_tokenizer: preTokenizer, post_processor: postProcessor, decoder } = json.components;
  return (
    [...normalizer, ...preTokenizer, ...postProcessor, ...decoder].every(isOrdinaryComponent) && isOrdinaryModel(json)
  );
}

/** Whether a tokenizer uses the regular expression engine, which has limits that long texts may overrun. */
export function usesPatterns(json: TokenizerJson): boolean {
  const { normalizer, pre_tokenizer: preTokenizer, decoder } = json.components;
  return [...normalizer, ...preTokenizer, ...decoder].some(
    ({ type, pattern }) => pattern?.Regex !== undefined || type === 'ByteLevel',
  );
}

function isOrdinaryModel({ model }: TokenizerJson): boolean {
  const prefix = model.continuing_subword_prefix ?? '';
  if (model.merges !== undefined) return prefix === '';
  return (model.max_input_chars_per_word ?? 0) <= longestWord;
}

function isOrdinaryComponent(component: Component): boolean {
  if (harmless.has(component.type)) return true;
  switch (component.type) {
    case 'Split':
      return isOrdinaryPattern(component.pattern);
    case 'Replace':
      return isOrdinaryPattern(component.pattern) && isShort(component.content ?? '');
    case 'Prepend':
      return isShort(component.settings['prepend']);
    case 'Precompiled':
      return component.precompiled_charsmap !== undefined && isKnownCharsmap(component.precompiled_charsmap);
    case 'TemplateProcessing':
      return isOrdinaryTemplate(component.settings);
    default:
      return false;
  }
}

function isShort(addition: unknown): boolean {
  return typeof addition === 'string' && addition.length <= longestAddition;
}

function isOrdinaryPattern(pattern: Component['pattern']): boolean {
  if (pattern?.Regex !== undefined) return isKnownPattern(pattern.Regex);
  return pattern?.String !== undefined && pattern.String !== '';
}

const pieceSchema = v.union([
  v.object({ SpecialToken: v.object({ id: v.string() }) }),
  v.object({ Sequence: v.object({ id: v.picklist(['A', 'B']) }) }),
]);
const templateSchema = v.object({
  single: v.array(pieceSchema),
  pair: v.array(pieceSchema),
  special_tokens: v.record(v.string(), v.unknown()),
});

/** Every special token of the template must be listed, and a single text has no second sequence. */
function isOrdinaryTemplate(settings: Component['settings']): boolean {
  const parsed = v.safeParse(templateSchema, settings);
  if (!parsed.success) return false;
  const { single, pair, special_tokens: listed } = parsed.output;
  return (
    [...single, ...pair].every((piece) => !('SpecialToken' in piece) || Object.hasOwn(listed, piece.SpecialToken.id)) &&
    single.every((piece) => !('Sequence' in piece) || piece.Sequence.id === 'A')
  );
}
