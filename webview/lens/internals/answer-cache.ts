/** Most bytes of answers that are kept. */
const mostBytes = 64_000_000;
/** What an answer counts beside its numbers. */
const overhead = 1000;

/** Answers by question, the longest unused ones forgotten when they are too many bytes. */
export class AnswerCache {
  readonly #answers = new Map<string, { readonly value: unknown; readonly bytes: number }>();
  readonly #most: number;
  #bytes = 0;

  constructor(most = mostBytes) {
    this.#most = most;
  }

  /** The answer, or undefined when there is none (no answer is undefined). */
  get(key: string): unknown {
    const found = this.#answers.get(key);
    if (!found) return undefined;
    // Moved to the end: the newest used.
    this.#answers.delete(key);
    this.#answers.set(key, found);
    return found.value;
  }

  set(key: string, value: unknown): void {
    this.#drop(key);
    const bytes = bytesOf(value);
    this.#answers.set(key, { value, bytes });
    this.#bytes += bytes;
    for (const oldest of this.#answers.keys()) {
      if (this.#bytes <= this.#most || oldest === key) break;
      this.#drop(oldest);
    }
  }

  #drop(key: string): void {
    this.#bytes -= this.#answers.get(key)?.bytes ?? 0;
    this.#answers.delete(key);
  }
}

function bytesOf(value: unknown): number {
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (typeof value !== 'object' || value === null) return 8;
  return Object.values(value).reduce((sum: number, part) => sum + bytesOf(part), overhead);
}
