/** Keeps the values that were used last. */
export class Lru<Value> {
  /** In order of use, the least recent first. */
  readonly #values = new Map<string, Value>();

  constructor(private readonly most: number) {}

  get size(): number {
    return this.#values.size;
  }

  /** The value, which counts as used now. */
  get(key: string): Value | undefined {
    const value = this.#values.get(key);
    if (value === undefined) return undefined;
    this.#values.delete(key);
    this.#values.set(key, value);
    return value;
  }

  set(key: string, value: Value): void {
    this.#values.delete(key);
    this.#values.set(key, value);
    for (const oldest of this.#values.keys()) {
      if (this.#values.size <= this.most) return;
      this.#values.delete(oldest);
    }
  }

  /** Drops the values whose key or value the test takes. */
  forget(isUnwanted: (key: string, value: Value) => boolean): void {
    for (const [key, value] of this.#values) if (isUnwanted(key, value)) this.#values.delete(key);
  }
}
