import type { EncodeOptions, RunInput } from '../../common/contracts/run';
import type { Token } from '../../common/contracts/tokens';
import type { TextTokenizer, TokenColumns } from './text-tokenizer';

/** What `model-lens tokens --json` prints; its fields are a contract. */
export interface TokensDocument {
  readonly ids: readonly number[];
  readonly tokens: readonly Pick<
    Token,
    'id' | 'token' | 'text' | 'start' | 'end' | 'sequence' | 'special' | 'typeId' | 'word'
  >[];
  readonly attentionMask: readonly number[];
  readonly decoded: string;
  readonly decodedWithoutSpecial: string;
  /** Whether anything was cut off. */
  readonly truncated: boolean;
  readonly overflow: readonly {
    readonly ids: readonly number[];
    readonly tokens: readonly string[];
    readonly attentionMask: readonly number[];
  }[];
}

/**
 * One text, or text and pair, encoded as Python's `tokenizers` does: without `options.maxLength` nothing is cut, and
 * nothing is padded.
 * @throws LensError
 */
export async function tokensDocument(
  tokenizer: TextTokenizer,
  input: RunInput,
  options: EncodeOptions,
): Promise<TokensDocument> {
  const encoded = await tokenizer.encode(input, options);
  const { main } = encoded;
  return {
    ids: Array.from(main.ids),
    tokens: main.slice(0, main.length).map(tokenOf),
    attentionMask: Array.from(main.attentionMask()),
    decoded: await tokenizer.decode(main.ids, false),
    decodedWithoutSpecial: await tokenizer.decode(main.ids, true),
    truncated: encoded.cut.length > 0,
    overflow: encoded.overflow.map(overflowOf),
  };
}

function tokenOf({
  id,
  token,
  text,
  start,
  end,
  sequence,
  special,
  typeId,
  word,
}: Token): TokensDocument['tokens'][number] {
  return { id, token, text, start, end, sequence, special, typeId, word };
}

function overflowOf(part: TokenColumns): TokensDocument['overflow'][number] {
  return { ids: Array.from(part.ids), tokens: part.tokenTexts(), attentionMask: Array.from(part.attentionMask()) };
}
