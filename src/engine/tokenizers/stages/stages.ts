import type { Stages } from '../../../common/contracts/tokens';
import { clipText } from '../../../common/text/clip-text';
import type { GuardedTokenizer } from '../binding/guarded-tokenizer';
import type { TokenColumns } from '../encode/token-columns';
import type { Lexicon } from '../info/lexicon';
import { preTokenSpans } from './pre-tokens';

/** What the stages are made with. */
export interface StageTools {
  readonly native: GuardedTokenizer;
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
  const columns = await tools.encode(text);
  const tokens = columns.slice(0, columns.length);
  const ids = Array.from(columns.ids);
  const { normalized, pieces } = await tools.native.stages(text);
  return {
    text,
    clipped: text.length < whole.length,
    normalized,
    preTokens: pieces === null ? null : preTokenSpans(text, normalized ?? text, pieces, tokens, tools.lexicon),
    tokens,
    decoded: await tools.native.decode(ids, false),
    decodedWithoutSpecial: await tools.native.decode(ids, true),
  };
}
