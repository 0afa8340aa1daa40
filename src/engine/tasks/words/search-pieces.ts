import { highest } from '../../../common/statistics/highest';
import { batchOfRows } from './fill-row';
import type { MaskingContext } from './masked-words';
import { logSumExp } from './score-token';
import type { Slot } from './slot';

/** How many beginnings of a word are gone on with. */
const width = 8;

/** Tokens of a word with the logarithms of their probabilities. */
export interface Pieces {
  readonly ids: readonly number[];
  readonly logs: readonly number[];
}

interface Options {
  /** How many tokens. */
  readonly length: number;
  /** How many words are wanted. */
  readonly top: number;
  readonly vocabSize: number;
}

/**
 * Words of a number of tokens: the first mask is filled, then the second given the first, and so on, and the most probable
 * beginnings are gone on with. The first token begins a word, the others go on with one.
 */
export async function searchPieces(
  { logits, mask, forms, signal }: MaskingContext,
  { place, standing, fill }: Slot,
  { length, top, vocabSize }: Options,
): Promise<Pieces[]> {
  const begins = forms.beginning(vocabSize, forms.isSpaced(place, standing?.[0] ?? null));
  const goesOn = forms.continuing(vocabSize);
  let beams: Pieces[] = [{ ids: [], logs: [] }];
  for (let step = 0; step < length && beams.length > 0; step += 1) {
    const kept = step === length - 1 ? Math.max(width, top) : width;
    const masks = Array.from({ length: length - step }, () => mask.id);
    const filled = beams.map(({ ids }) => fill([...ids, ...masks]));
    const places = filled.map(({ start }, row) => ({ row, index: start + step }));
    const next: Pieces[] = [];
    let at = 0;
    for await (const row of logits.read(batchOfRows(filled.map((each) => each.row)), places, signal)) {
      const beam = beams[at++] ?? { ids: [], logs: [] };
      const total = logSumExp(row);
      for (const id of highest(row, kept, step === 0 ? begins : goesOn)) {
        next.push({ ids: [...beam.ids, id], logs: [...beam.logs, (row[id] ?? NaN) - total] });
      }
    }
    beams = next.sort((a, b) => sumOf(b) - sumOf(a)).slice(0, kept);
  }
  return beams;
}

function sumOf({ logs }: Pieces): number {
  return logs.reduce((sum, log) => sum + log, 0);
}
