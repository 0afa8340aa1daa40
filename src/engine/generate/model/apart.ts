import type { Reading } from './language-model';

/**
 * Reads texts each by itself, for a model that cannot be told which tokens are padding.
 * @param read reads texts of one length
 */
export async function readApart(
  texts: readonly (readonly number[])[],
  read: (texts: readonly (readonly number[])[]) => Promise<Reading>,
): Promise<Reading> {
  const places: Place[] = [];
  for (const text of texts) places.push({ reading: await read([text]), row: 0 });
  return new ApartReading(places);
}

/** A row of a reading. */
interface Place {
  readonly reading: Reading;
  readonly row: number;
}

/** Rows of several readings as one. */
class ApartReading implements Reading {
  readonly logits: Float32Array;

  constructor(private readonly places: readonly Place[]) {
    const rows = places.map(({ reading, row }) => {
      const size = reading.logits.length / reading.rows;
      return reading.logits.subarray(row * size, (row + 1) * size);
    });
    const size = rows[0]?.length ?? 0;
    this.logits = new Float32Array(rows.length * size);
    rows.forEach((each, row) => {
      this.logits.set(each, row * size);
    });
  }

  get rows(): number {
    return this.places.length;
  }

  get cacheBytes(): number {
    const readings = new Set(this.places.map(({ reading }) => reading));
    return [...readings].reduce((sum, { cacheBytes }) => sum + cacheBytes, 0);
  }

  /** Rows of one reading go on together. */
  async next(tokens: readonly number[], from: readonly number[]): Promise<Reading> {
    const asked = from.map((row, index) => ({ index, token: tokens[index] ?? -1, place: this.places[row] }));
    const next = new Map<number, Place>();
    for (const reading of new Set(this.places.map((place) => place.reading))) {
      const own = asked.flatMap(({ index, token, place }) => {
        return place?.reading === reading ? [{ index, token, row: place.row }] : [];
      });
      if (own.length === 0) continue;
      const read = await reading.next(
        own.map(({ token }) => token),
        own.map(({ row }) => row),
      );
      own.forEach(({ index }, row) => next.set(index, { reading: read, row }));
    }
    return new ApartReading(from.flatMap((_, index) => next.get(index) ?? []));
  }
}
