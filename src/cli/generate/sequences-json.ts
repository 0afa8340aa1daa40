import type { GeneratedSequence, NextToken } from '../../common/contracts/generation';
import type { TextTokenizer } from '../../engine/tokenizers/text-tokenizer';

/** The sequences as `--json` gives them: with their text, and every token with its own. */
export async function sequencesJson(
  sequences: readonly GeneratedSequence[],
  tokenizer: Pick<TextTokenizer, 'decode' | 'tokenOf'>,
): Promise<object[]> {
  const named = ({ id, ...numbers }: NextToken) => ({ id, token: tokenizer.tokenOf(id) ?? '', ...numbers });
  return Promise.all(
    sequences.map(async ({ prompt, ids, score, steps }) => ({
      prompt,
      ids,
      text: await tokenizer.decode(ids, true),
      score,
      steps: steps.map(({ top, ...chosen }) => ({ ...named(chosen), top: top.map(named) })),
    })),
  );
}
