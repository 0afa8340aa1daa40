import { readableToken, type TokenStyle } from '../../../common/text/readable-token';
import type { TokenizerJson } from '../files/tokenizer-json';
import { modelTypeOf } from './model-type';

/** How the entries of a vocabulary are to be read. */
export class Lexicon {
  readonly #added: ReadonlySet<number>;
  readonly #special: ReadonlySet<number>;
  readonly #style: TokenStyle;
  readonly #unknown: number | null;

  constructor(json: TokenizerJson) {
    this.#added = new Set(json.added_tokens.map((token) => token.id));
    this.#special = new Set(json.added_tokens.flatMap(({ id, special }) => (special ? [id] : [])));
    this.#style = styleOf(json);
    this.#unknown = unknownId(json);
  }

  /** True for tokens such as `[MASK]` that are found in a text before it is split; the unknown token stands for more. */
  isFoundBeforeSplit(id: number): boolean {
    return this.#added.has(id) && id !== this.#unknown;
  }

  /** True for tokens that are no text, such as the end of one: decoding can leave them out. */
  isSpecial(id: number): boolean {
    return this.#special.has(id);
  }

  /** What a person should read for a token. Added tokens are written as they are. */
  readable(id: number, token: string): string {
    return this.#added.has(id) ? token : readableToken(token, this.#style);
  }
}

function unknownId({ model, added_tokens: added }: TokenizerJson): number | null {
  return model.unk_id ?? added.find((token) => token.content === model.unk_token)?.id ?? null;
}

function styleOf(json: TokenizerJson): TokenStyle {
  if (json.components.decoder.some(({ type }) => type === 'ByteLevel')) return { kind: 'byteLevel' };
  if (json.components.pre_tokenizer.some(({ type }) => type === 'ByteLevel')) return { kind: 'byteLevel' };
  const type = modelTypeOf(json);
  const prefix = json.model.continuing_subword_prefix;
  if (type === 'WordPiece') return { kind: 'wordPiece', prefix: prefix ?? '##' };
  return type === 'Unigram' || writesSpaceAsBar(json) ? { kind: 'metaspace' } : { kind: 'plain' };
}

/** SentencePiece's `▁`, put in by a pre-tokenizer, by a normaliser (Llama 2, Gemma) or taken out by the decoder. */
function writesSpaceAsBar(json: TokenizerJson): boolean {
  const { normalizer, pre_tokenizer: preTokenizer, decoder } = json.components;
  return [...normalizer, ...preTokenizer, ...decoder].some(
    ({ type, content, pattern }) =>
      type === 'Metaspace' || (type === 'Replace' && (content === '▁' || pattern?.String === '▁')),
  );
}
