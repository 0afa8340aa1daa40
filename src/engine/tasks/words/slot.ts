import { maxPieces, type MaskedPlace } from '../../../common/contracts/words/masked-words';
import { LensError } from '../../../common/errors/lens-error';
import { fillRow, type FilledRow } from './fill-row';
import type { MaskingContext } from './masked-words';

/** A masked place that is filled in many ways, while the others hold one mask each. */
export interface Slot {
  readonly place: MaskedPlace;
  /** Its tokens now; null where a mask stands in the text. */
  readonly standing: readonly number[] | null;
  /** The row with these tokens in the place, and where they begin. */
  readonly fill: (ids: readonly number[]) => { readonly row: FilledRow; readonly start: number };
}

/** @throws LensError `usage` for a place that is not masked */
export function slotOf({ row, mask }: MaskingContext, places: readonly MaskedPlace[], index: number): Slot {
  const place = places[index];
  if (place === undefined) throw new LensError('usage', `There is no masked word ${index + 1}.`);
  const standing = place.word === null ? null : [...row.tokens.ids.subarray(place.from, place.to)];
  const fill: Slot['fill'] = (ids) => {
    const fills = places.map((_, other) => (other === index ? ids : [mask.id]));
    const filled = fillRow(row, places, fills);
    return { row: filled, start: filled.starts[index] ?? 0 };
  };
  return { place, standing, fill };
}

/** The numbers of masks that the model has positions for; `maxPositions` null: without end. */
export function fittingLengths(slot: Slot, maxPositions: number | null): number[] {
  const others = slot.fill([]).row.ids.length;
  const lengths = Array.from({ length: maxPieces }, (_, index) => index + 1);
  return lengths.filter((length) => maxPositions === null || others + length <= maxPositions);
}
