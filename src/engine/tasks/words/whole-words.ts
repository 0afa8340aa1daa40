import type { InferOutput } from 'valibot';
import type { wordRequests } from '../../../common/contracts/words';
import type { MaskedPlace } from '../../../common/contracts/words/masked-words';
import { batchOfRows } from './fill-row';
import { maskedPlaces } from './masked-places';
import type { MaskingContext } from './masked-words';
import { logSumExp } from './score-token';
import { searchPieces, type Pieces } from './search-pieces';
import { fittingLengths, slotOf, type Slot } from './slot';

export type WholeWords = InferOutput<typeof wordRequests.wholeWords.result>;

/** Of how many pieces the word that stands there is scored at most. */
const mostStanding = 8;

interface Options {
  readonly chosen: readonly number[];
  /** Which of the masked places. */
  readonly place: number;
  readonly top: number;
  /** The most tokens that the model has positions for; null without end. */
  readonly maxPositions: number | null;
  readonly vocabSize: number;
}

/**
 * Whole words of 1 to `maxPieces` tokens in place of one masked word, by the geometric mean of the probabilities of
 * their pieces, each given the pieces before it. Pieces are looked for by beam search from left to right, so a word of
 * several pieces that is missing need not be less probable than those that were found.
 * @throws LensError `usage` for a place that is not masked
 */
export async function findWholeWords(context: MaskingContext, options: Options): Promise<WholeWords> {
  const places = maskedPlaces(context.row, context.input, options.chosen, context.mask);
  const slot = slotOf(context, places, options.place);
  const lengths = fittingLengths(slot, options.maxPositions);
  const pieces: Pieces[] = [];
  for (const length of lengths) pieces.push(...(await searchPieces(context, slot, { ...options, length })));
  const all = await named(context, slot.place, pieces);
  const standing = await standingScore(context, slot, options.maxPositions);
  return {
    candidates: all.slice(0, options.top),
    standing:
      standing === null ? null : { score: standing, rank: 1 + all.filter(({ score }) => score > standing).length },
    lengths,
  };
}

/** The words among what was found, the best first, each once. */
async function named(
  { forms }: MaskingContext,
  place: MaskedPlace,
  found: readonly Pieces[],
): Promise<WholeWords['candidates']> {
  const words = new Map<string, WholeWords['candidates'][number]>();
  for (const { ids, logs } of [...found].sort((a, b) => meanOf(b.logs) - meanOf(a.logs))) {
    const written = await forms.written(ids, place);
    if (!written.writes || words.has(written.text) || !forms.isWhole(written.text)) continue;
    // What stands at the beginning of a text begins a word, whatever the vocabulary writes before it.
    words.set(written.text, {
      ...written,
      joins: false,
      probabilities: logs.map(Math.exp),
      score: Math.exp(meanOf(logs)),
    });
  }
  return [...words.values()];
}

/** The same score of the word that stands there: each piece with those behind it masked. */
async function standingScore(
  { logits, mask, signal }: MaskingContext,
  { standing, fill }: Slot,
  maxPositions: number | null,
): Promise<number | null> {
  if (standing === null || standing.length > mostStanding) return null;
  const filled = standing.map((_, at) => fill(standing.map((id, piece) => (piece < at ? id : mask.id))));
  const rows = filled.map(({ row }) => row);
  if (maxPositions !== null && (rows[0]?.ids.length ?? 0) > maxPositions) return null;
  const places = filled.map(({ start }, at) => ({ row: at, index: start + at }));
  const logs: number[] = [];
  for await (const row of logits.read(batchOfRows(rows), places, signal)) {
    logs.push((row[standing[logs.length] ?? 0] ?? NaN) - logSumExp(row));
  }
  return Math.exp(meanOf(logs));
}

function meanOf(logs: readonly number[]): number {
  return logs.reduce((sum, log) => sum + log, 0) / logs.length;
}
