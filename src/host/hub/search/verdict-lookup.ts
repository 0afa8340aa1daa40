import type { Verdict } from '../../../common/contracts/hub/assessment';
import type { FoundModel } from '../../../common/contracts/hub/repo';
import { isCancelled } from '../../../common/errors/lens-error';
import type { Judgement } from '../../../hub/inspect/judge-repo';
import { Lru } from '../assess/lru';

/** What a row shows of a judgement. */
export interface RowVerdict {
  readonly verdict: Verdict;
  /** Of the files that a run needs; null when they are not known. */
  readonly bytes: number | null;
}

export interface VerdictLookupParams {
  /** Whether a model runs here. */
  readonly judge: (id: string, signal: AbortSignal) => Promise<Pick<Judgement, 'verdict' | 'needed'>>;
  readonly onVerdict: (id: string, found: RowVerdict) => void;
  readonly onFailure: (doing: string, error: unknown) => void;
}

const atOnce = 5;
const mostKept = 1000;
/** Memory comes and goes, and so do verdicts that depend on it. */
const tooBigStandsMs = 60_000;

interface Kept extends RowVerdict {
  readonly id: string;
  readonly until: number;
}

/** Looks up verdicts of the models on screen, five at a time, and keeps what it found. */
export class VerdictLookup {
  readonly #params: VerdictLookupParams;
  readonly #kept = new Lru<Kept>(mostKept);
  readonly #running = new Set<string>();
  /** Of those at work: what they find is no longer true. */
  readonly #outdated = new Set<string>();
  #waiting: readonly FoundModel[] = [];
  #stop = new AbortController();

  constructor(params: VerdictLookupParams) {
    this.#params = params;
  }

  /** These models are on screen: theirs are looked up next, those of others that waited no more. */
  want(models: readonly FoundModel[]): void {
    this.#waiting = models.filter((model) => {
      if (this.#running.has(model.id)) return false;
      const kept = this.#kept.get(keyOf(model));
      if (!kept || kept.until < Date.now()) return true;
      this.#params.onVerdict(model.id, kept);
      return false;
    });
    this.#startMore();
  }

  /** What is known of a model is no longer true; of all models without an id. */
  forget(id?: string): void {
    this.#kept.forget((_key, kept) => id === undefined || kept.id === id);
    for (const each of this.#running) if (id === undefined || each === id) this.#outdated.add(each);
  }

  /** Lets go of what is looked up now. */
  stop(): void {
    this.#waiting = [];
    this.#stop.abort();
    this.#stop = new AbortController();
    this.#running.clear();
    this.#outdated.clear();
  }

  #startMore(): void {
    const { signal } = this.#stop;
    while (this.#running.size < atOnce) {
      const [next, ...rest] = this.#waiting;
      if (!next) return;
      this.#waiting = rest;
      this.#running.add(next.id);
      void this.#lookUp(next, signal).finally(() => this.#ended(next, signal));
    }
  }

  async #lookUp(model: FoundModel, signal: AbortSignal): Promise<void> {
    try {
      const { verdict, needed } = await this.#params.judge(model.id, signal);
      if (signal.aborted) return;
      if (this.#outdated.has(model.id)) {
        this.#waiting = [model, ...this.#waiting];
        return;
      }
      const bytes = needed.length === 0 ? null : needed.reduce((sum, file) => sum + file.bytes, 0);
      this.#keep(model, { verdict, bytes });
      this.#params.onVerdict(model.id, { verdict, bytes });
    } catch (error) {
      if (!isCancelled(error)) this.#params.onFailure(`Checking ${model.id}`, error);
    }
  }

  #ended({ id }: FoundModel, signal: AbortSignal): void {
    // Those that were let go of are in the sets no more.
    if (signal.aborted) return;
    this.#running.delete(id);
    this.#outdated.delete(id);
    this.#startMore();
  }

  /** What could not be read may be readable the next time. */
  #keep(model: FoundModel, found: RowVerdict): void {
    const { state } = found.verdict;
    if (state === 'unknown') return;
    const until = state === 'too_big' ? Date.now() + tooBigStandsMs : Infinity;
    this.#kept.set(keyOf(model), { ...found, id: model.id, until });
  }
}

/** A new commit makes a model another one. */
function keyOf({ id, lastModified }: FoundModel): string {
  return `${id}@${lastModified ?? ''}`;
}
