import { maxExactCells, maxPicturePixels } from '../../../../src/common/contracts/internals/attention';
import type { HeatmapValues, Part, PartValues } from '../../../shared/heatmap/heatmap-data';
import type { LensStore } from '../../store/lens-store';
import type { AskedMatrix } from './questions';

/** Whether a matrix is small enough to be sent as it is. */
export function isSentWhole(queries: number, keys: number): boolean {
  return queries * keys <= maxExactCells;
}

/** The values of a whole matrix; what a query cannot see has none. */
export function wholeValues(
  values: Float32Array,
  columns: number,
  isVisible: ((row: number, column: number) => boolean) | null,
): HeatmapValues {
  if (!isVisible) return { kind: 'all', values };
  const seen = values.map((value, index) =>
    isVisible(Math.floor(index / columns), index % columns) ? value : Number.NaN,
  );
  return { kind: 'all', values: seen };
}

/**
 * A matrix of which only what is in view is asked for.
 * @param onAnswer told when a picture came, or did not come
 */
export function partsOf(store: LensStore, asked: AskedMatrix, onAnswer: () => void): PartValues {
  const rangesOf = ({ rows, columns }: Part): { queries: [number, number]; keys: [number, number] } => ({
    queries: [rows[0], rows[1]],
    keys: [columns[0], columns[1]],
  });
  return {
    kind: 'parts',
    picture: (part, size, signal) =>
      store.host.request('attentionPicture', { ...asked, ...rangesOf(part), ...size }, { signal }).finally(() => {
        // One that was given up for another size is still to come.
        if (!signal.aborted) onAnswer();
      }),
    exact: async (part, signal) => {
      const { values } = await store.host.request('attentionValues', { ...asked, ...rangesOf(part) }, { signal });
      return values;
    },
    mostExact: maxExactCells,
    mostPixels: maxPicturePixels,
    valueAt: (position) => (position / 255) ** 2,
    onError: (error) => store.wishes.fail(error),
  };
}
