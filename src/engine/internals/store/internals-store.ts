import type { InspectedRow } from './inspected-row';

/** Keeps the insides of the rows that were looked at last, within a number of bytes; the newest stays in any case. */
export class InternalsStore {
  readonly #rows = new Map<string, InspectedRow>();
  #bytes = 0;

  get(runId: number, row: number): InspectedRow | undefined {
    const key = keyOf(runId, row);
    const found = this.#rows.get(key);
    if (found === undefined) return undefined;
    this.#rows.delete(key);
    this.#rows.set(key, found);
    return found;
  }

  /** @param limit bytes that all rows together may take */
  add(runId: number, row: number, inspected: InspectedRow, limit: number): void {
    const key = keyOf(runId, row);
    this.#delete(key);
    this.#rows.set(key, inspected);
    this.#bytes += inspected.bytes;
    for (const oldest of this.#rows.keys()) {
      if (this.#bytes <= limit || oldest === key) break;
      this.#delete(oldest);
    }
  }

  /** Makes room before something is computed. */
  shrink(limit: number): void {
    for (const oldest of this.#rows.keys()) {
      if (this.#bytes <= limit) break;
      this.#delete(oldest);
    }
  }

  #delete(key: string): void {
    this.#bytes -= this.#rows.get(key)?.bytes ?? 0;
    this.#rows.delete(key);
  }
}

function keyOf(runId: number, row: number): string {
  return `${runId}.${row}`;
}
