/** Anything that is let go by hand; VS Code's `Disposable` is one. */
export interface Disposes {
  dispose(): unknown;
}

/** Owns disposables and lets them go together, the latest first. What is added after that is disposed at once. */
export class DisposableStore implements Disposes {
  readonly #owned: Disposes[] = [];
  #disposed = false;

  /** Takes ownership, and gives the same object back. */
  add<Item extends Disposes>(item: Item): Item {
    if (this.#disposed) item.dispose();
    else this.#owned.push(item);
    return item;
  }

  get disposed(): boolean {
    return this.#disposed;
  }

  dispose(): void {
    this.#disposed = true;
    for (let item = this.#owned.pop(); item; item = this.#owned.pop()) item.dispose();
  }
}
