/** A value that is made anew only when what it follows from has changed, so that pictures are not painted for nothing. */
export class Kept<Value> {
  #from: readonly unknown[] | null = null;
  #value: Value | undefined;

  /** The value for these inputs, compared one by one. */
  get(from: readonly unknown[], make: () => Value): Value {
    const same =
      this.#from?.length === from.length && this.#from.every((input, index) => Object.is(input, from[index]));
    if (!same) {
      this.#from = from;
      this.#value = make();
    }
    return this.#value as Value;
  }
}
