import type { wordRequests } from '../../../common/contracts/words';
import { maxMaskedWords } from '../../../common/contracts/words/masked-words';
import { LensError } from '../../../common/errors/lens-error';
import type { CancellationSignal } from '../../../common/rpc/cancellation';
import type { InferOutput } from 'valibot';
import type { RunInput } from '../../../common/contracts/run';
import type { EncodedRow, TextTokenizer } from '../../tokenizers/text-tokenizer';
import { likeliest } from '../fill-mask';
import { batchOfRows, fillRow } from './fill-row';
import { maskedPlaces, type MaskToken } from './masked-places';
import type { PlaceLogits } from './place-logits';
import { scoreToken } from './score-token';
import type { WordForms } from './word-forms';

export type MaskedWords = InferOutput<typeof wordRequests.maskedWords.result>;

/** What masking a row takes. */
export interface MaskingContext {
  readonly row: EncodedRow;
  readonly input: RunInput;
  readonly mask: MaskToken;
  readonly logits: PlaceLogits;
  readonly forms: WordForms;
  readonly signal: CancellationSignal;
}

/** The mask token of a tokenizer. @throws LensError `unsupported` where it has none */
export function maskTokenOf({ info }: TextTokenizer): MaskToken {
  const mask = info.specialTokens.find(({ role }) => role === 'mask');
  if (mask !== undefined) return mask;
  throw new LensError('unsupported', 'The tokenizer has no mask token, so no word can be masked.');
}

/**
 * One mask in place of each word, and what the model puts there: for each mask by itself, the others masked as well
 * (`FillMaskPipeline`).
 * @param chosen tokens of the row
 * @throws LensError
 */
export async function maskWords(context: MaskingContext, chosen: readonly number[], top: number): Promise<MaskedWords> {
  const { row, input, mask, forms } = context;
  const places = maskedPlaces(row, input, chosen, mask);
  checkCount(places.length);
  const filled = fillRow(row, places, places.map(() => [mask.id])); // prettier-ignore
  const asked = filled.starts.map((index) => ({ row: 0, index }));
  const found: MaskedWords['places'] = [];
  if (places.length === 0) return { mask: mask.token, places: found };
  for await (const logits of context.logits.read(batchOfRows([filled]), asked, context.signal)) {
    const place = places[found.length];
    if (place === undefined) break;
    const pieces = place.to - place.from;
    const own = place.word === null || pieces > 1 ? null : scoreToken(logits, row.tokens.ids[place.from] ?? 0);
    const best = likeliest(logits, top);
    const candidates = await Promise.all(
      best.map(async ({ id, logit, probability }) => ({ ...(await forms.written([id], place)), logit, probability })),
    );
    const standing = own && { rank: own.rank, probability: Math.exp(own.logProbability) };
    found.push({ place, candidates, standing, pieces });
  }
  return { mask: mask.token, places: found };
}

function checkCount(places: number): void {
  if (places <= maxMaskedWords) return;
  throw new LensError(
    'too-big',
    `${places} words are masked; at most ${maxMaskedWords} can be at once.`,
    'Mask fewer.',
  );
}
