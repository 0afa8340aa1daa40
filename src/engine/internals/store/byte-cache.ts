/** Keeps what was computed as long as it fits; what was not asked for the longest goes first. */
export class ByteCache {
  readonly #entries = new Map<string, { value: unknown; bytes: number }>();
  #bytes = 0;

  constructor(private readonly limit: number) {}

  /** What is kept under a key, or what is made and kept now. A key stands for one type of value. */
  async once<Value>(key: string, make: () => Promise<Value>, bytesOf: (value: Value) => number): Promise<Value> {
    const entry = this.#entries.get(key);
    if (entry !== undefined) {
      this.#entries.delete(key);
      this.#entries.set(key, entry);
      return entry.value as Value;
    }
    const made = await make();
    this.set(key, made, bytesOf(made));
    return made;
  }

  /** Keeps a value, unless it alone is too large. */
  set(key: string, value: unknown, bytes: number): void {
    this.#delete(key);
    if (bytes > this.limit) return;
    this.#entries.set(key, { value, bytes });
    this.#bytes += bytes;
    for (const oldest of this.#entries.keys()) {
      if (this.#bytes <= this.limit) break;
      this.#delete(oldest);
    }
  }

  #delete(key: string): void {
    this.#bytes -= this.#entries.get(key)?.bytes ?? 0;
    this.#entries.delete(key);
  }
}
