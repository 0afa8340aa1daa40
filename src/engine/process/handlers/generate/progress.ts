import type {
  GeneratedToken,
  GenerationCost,
  GenerationProgress,
  Piece,
} from '../../../../common/contracts/generation/engine-requests';

/** At most 20 messages a second. */
const everyMs = 50;

interface Added {
  readonly sequence: number;
  readonly tokens: GeneratedToken[];
}

/** Tells what is generated, the first tokens at once, then all that came since, not too often. */
export class ProgressTeller {
  readonly #added = new Map<number, Added>();
  #lastMs = -Infinity;

  constructor(private readonly tell: (progress: GenerationProgress) => void) {}

  /** Says what is at work before tokens come. */
  message(message: string): void {
    this.tell({ message, prompt: null, added: [], cost: null });
  }

  prompt(pieces: readonly Piece[]): void {
    this.tell({ message: null, prompt: [...pieces], added: [], cost: null });
  }

  /** Says how far it is, unless something was said just before. */
  now(message: string, cost: GenerationCost): void {
    if (this.#isTooSoon()) return;
    this.tell({ message, prompt: null, added: [], cost });
  }

  add(sequence: number, token: GeneratedToken): void {
    const added = this.#added.get(sequence);
    if (added === undefined) this.#added.set(sequence, { sequence, tokens: [token] });
    else added.tokens.push(token);
  }

  /** Tells what was added, where it is time. */
  step(cost: GenerationCost): void {
    if (!this.#isTooSoon()) this.flush(cost);
  }

  /** Tells what was not told yet. */
  flush(cost: GenerationCost): void {
    if (this.#added.size === 0) return;
    this.tell({ message: null, prompt: null, added: [...this.#added.values()], cost });
    this.#added.clear();
  }

  #isTooSoon(): boolean {
    const now = performance.now();
    if (now - this.#lastMs < everyMs) return true;
    this.#lastMs = now;
    return false;
  }
}
