import type { Tokenizer } from 'tokenizers';
import type { Stages } from '../../../common/contracts/tokens';
import { clipText } from '../../../common/text/clip-text';
import { textError } from '../binding/native';
import type { TokenColumns } from '../encode/token-columns';
import type { Lexicon } from '../info/lexicon';
import { preTokenSpans } from './pre-tokens';

/** What the stages are made with. */
export interface StageTools {
  readonly native: Tokenizer;
  readonly lexicon: Lexicon;
  /** Encodes a text with special tokens, uncut. */
  readonly encode: (text: string) => Promise<TokenColumns>;
}

/**
 * The pipeline's stages for the beginning of a text. Normaliser and pre-tokenizer are shown on the text as a whole; in
 * an encoding added tokens such as `[MASK]` are taken out first.
 */
export async function makeStages(whole: string, maxCharacters: number, tools: StageTools): Promise<Stages> {
  const text = clipText(whole, maxCharacters);
  // First: it is the step that is guarded against expressions that never end.
  const columns = await tools.encode(text);
  const tokens = columns.slice(0, columns.length);
  const ids = Array.from(columns.ids);
  try {
    const normalizer = tools.native.getNormalizer();
    const normalized = normalizer === null ? null : normalizer.normalizeString(text);
    const pieces = tools.native.getPreTokenizer()?.preTokenizeString(normalized ?? text) ?? null;
    return {
      text,
      clipped: text.length < whole.length,
      normalized,
      preTokens: pieces === null ? null : preTokenSpans(text, normalized ?? text, pieces, tokens, tools.lexicon),
      tokens,
      decoded: await tools.native.decode(ids, false),
      decodedWithoutSpecial: await tools.native.decode(ids, true),
    };
  } catch (cause) {
    throw textError(cause);
  }
}
