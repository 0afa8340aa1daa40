import type { TokenizerInfo } from '../../../common/contracts/tokens';
import type { TokenizerConfig } from '../files/tokenizer-config';
import type { Component, TokenizerJson } from '../files/tokenizer-json';
import { modelTypeOf } from './model-type';
import { specialTokensOf, type Entries } from './special-tokens';

/** transformers writes 1e30 for "no limit"; nothing that can run reads this many tokens. */
const mostPositions = 2 ** 31 - 1;

/** What is known of a tokenizer before any text. `vocabSize` counts added tokens. */
export function tokenizerInfo(
  files: readonly string[],
  json: TokenizerJson,
  config: TokenizerConfig,
  entries: Entries & { readonly vocabSize: number },
): TokenizerInfo {
  return {
    files: [...files],
    model: modelInWords(json),
    normalizer: typeNames(json.components.normalizer),
    preTokenizer: typeNames(json.components.pre_tokenizer),
    vocabSize: entries.vocabSize,
    maxLength: maxLengthOf(config, json),
    paddingSide: config.config.padding_side ?? sideOf(json.padding?.direction),
    truncationSide: config.config.truncation_side ?? sideOf(json.truncation?.direction),
    specialTokens: specialTokensOf(config, json, entries),
  };
}

function maxLengthOf(config: TokenizerConfig, json: TokenizerJson): number | null {
  const given = config.config.model_max_length ?? json.truncation?.max_length ?? null;
  return given === null || !Number.isSafeInteger(given) || given <= 0 || given > mostPositions ? null : given;
}

function sideOf(direction: string | undefined): 'left' | 'right' {
  return direction?.toLowerCase() === 'left' ? 'left' : 'right';
}

function typeNames(components: readonly Component[]): string | null {
  return components.length === 0 ? null : components.map(({ type }) => type).join(', ');
}

function modelInWords(json: TokenizerJson): string {
  const type = modelTypeOf(json);
  if (type !== 'BPE') return json.model.byte_fallback === true ? `${type} with byte fallback` : type;
  const { pre_tokenizer: preTokenizer, decoder } = json.components;
  if ([...preTokenizer, ...decoder].some((component) => component.type === 'ByteLevel')) return 'byte-level BPE';
  return json.model.byte_fallback === true ? 'BPE with byte fallback' : 'BPE';
}
