import { keptAlternatives, type ExpectedToken } from '../../../../common/contracts/words/surprise';
import { LensError } from '../../../../common/errors/lens-error';
import type { CancellationSignal } from '../../../../common/rpc/cancellation';
import type { Engine } from '../../engine';

/** What the model expected in place of a token. @throws LensError `usage` for a token without a score */
export async function expected(
  engine: Engine,
  { index, ...of }: { readonly runId: number; readonly row: number; readonly index: number },
  signal: CancellationSignal,
): Promise<{ alternatives: ExpectedToken[] }> {
  const { ids, probabilities } = await engine.words.scored(of, signal);
  const first = index * keptAlternatives;
  const known = [...ids.subarray(first, first + keptAlternatives)].filter((id) => id >= 0);
  if (known.length === 0) throw new LensError('usage', `The token ${index} has no score: nothing comes before it.`);
  const tokenizer = await engine.tokenizer();
  const alternatives = known.map((id, at) => ({
    id,
    token: tokenizer.tokenOf(id) ?? '',
    readable: tokenizer.readableOf(id) ?? '',
    probability: Math.min(1, probabilities[first + at] ?? 0),
  }));
  return { alternatives };
}
