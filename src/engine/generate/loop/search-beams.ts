import { setImmediate } from 'node:timers/promises';
import type { GeneratedSequence } from '../../../common/contracts/generation';
import type { LanguageModel, Reading } from '../model/language-model';
import { processorsFor } from '../processors/processors-for';
import type { Processor } from '../processors/processor';
import { nextScores, stepOf, type NextScores } from '../sampling/next-scores';
import { newTokensFor } from '../settings/new-tokens';
import type { ResolvedSettings } from '../settings/resolve-settings';
import { continuations, unreal, type Beam } from './beams';
import { logitsAt } from './follow-rows';
import { isAtEnd, type GenerationRequest } from './request';

/** A beam that has ended. Its score is the sum of log-probabilities / (new tokens ^ length penalty). */
type Finished = Pick<Beam, 'ids' | 'steps' | 'score'>;

/** Beam search (`_beam_search` of transformers) for each prompt by itself. */
export async function searchBeams(model: LanguageModel, request: GenerationRequest): Promise<GeneratedSequence[]> {
  const found: GeneratedSequence[] = [];
  for (const [prompt, text] of request.prompts.entries()) {
    const beginning = model.beginning(text);
    const maxNewTokens = newTokensFor(request.settings, beginning.length, model.room);
    const search = { prompt, beginning, maxNewTokens, processors: processorsFor(request.settings), request };
    const best = await new BeamSearch(search).run(() => model.read([text]));
    found.push(...best.map(({ ids, steps, score }) => ({ prompt, ids: ids.slice(beginning.length), score, steps })));
  }
  return found;
}

interface Search {
  readonly prompt: number;
  readonly beginning: readonly number[];
  readonly maxNewTokens: number;
  readonly processors: readonly Processor[];
  readonly request: GenerationRequest;
}

class BeamSearch {
  readonly #search: Search;
  readonly #settings: ResolvedSettings;
  #running: readonly Beam[];
  /** The best that have ended, at most as many as there are beams. */
  #finished: readonly Finished[] = [];

  constructor(search: Search) {
    this.#search = search;
    this.#settings = search.request.settings;
    // All begin alike; that only the first counts keeps them from going on alike.
    this.#running = Array.from({ length: this.#settings.num_beams }, (_, index) => ({
      ...{ ids: search.beginning, steps: [], score: index === 0 ? 0 : unreal, at: 0 },
    }));
  }

  /** @param read reads the prompt */
  async run(read: () => Promise<Reading>): Promise<readonly Finished[]> {
    const { signal } = this.#search.request;
    let reading: Reading | null = null;
    for (let newTokens = 1, goesOn = true; goesOn; newTokens++) {
      await setImmediate();
      signal.throwIfAborted();
      reading = reading === null ? await read() : await this.#readOn(reading);
      goesOn = await this.#step(reading, newTokens);
    }
    return this.#finished.slice(0, this.#settings.num_return_sequences);
  }

  async #readOn(reading: Reading): Promise<Reading> {
    const next = await reading.next(
      this.#running.map(({ ids }) => ids.at(-1) ?? -1),
      this.#running.map(({ at }) => at),
    );
    this.#running = this.#running.map((beam, at) => ({ ...beam, at }));
    return next;
  }

  /** Lets every beam go on by a token and keeps the best. Gives whether there is more to find. */
  async #step(reading: Reading, newTokens: number): Promise<boolean> {
    const { prompt, request, beginning, maxNewTokens } = this.#search;
    const scores = this.#running.map((beam) => this.#scores(reading, beam));
    const place = { seed: request.seed, prompt, step: newTokens - 1 };
    const grown: (Beam & { readonly hasEnded: boolean })[] = [];
    for (const { beam, id, score } of continuations(this.#running, scores, this.#settings, place)) {
      const [from, own] = [this.#running[beam], scores[beam]];
      if (from === undefined || own === undefined) continue;
      const ids = [...from.ids, id];
      const hasEnded = await isAtEnd({ ids, promptLength: beginning.length, maxNewTokens }, request);
      grown.push({ ids, steps: [...from.steps, stepOf(own, id, request.top)], score, at: from.at, hasEnded });
    }
    this.#running = best(
      grown.map(({ hasEnded, ...beam }) => ({ ...beam, score: Math.fround(beam.score + (hasEnded ? unreal : 0)) })),
      this.#settings.num_beams,
    );
    // Those behind the first are only there so that enough go on.
    const ended = grown.slice(0, this.#settings.num_beams).filter(({ hasEnded }) => hasEnded);
    this.#finish(ended, newTokens);
    return grown.some(({ hasEnded }) => !hasEnded) && this.#canImprove(newTokens);
  }

  #scores(reading: Reading, { ids, at }: Beam): NextScores {
    const { processors, beginning, maxNewTokens } = this.#search;
    const context = { ids, promptLength: beginning.length, maxNewTokens };
    return nextScores(logitsAt(reading, at), processors, context, (probabilities) =>
      Float32Array.from(probabilities, Math.log),
    );
  }

  #finish(ended: readonly Beam[], newTokens: number): void {
    const { early_stopping: early, length_penalty: penalty, num_beams: beams } = this.#settings;
    if (early === true && this.#finished.length === beams) return;
    const scored = ended.map((beam) => ({ ...beam, score: beam.score / newTokens ** penalty }));
    this.#finished = best([...this.#finished, ...scored], beams);
  }

  /** Whether a running beam could still be better than the worst that has ended (`_check_early_stop_heuristic`). */
  #canImprove(newTokens: number): boolean {
    const { early_stopping: early, length_penalty: penalty, num_beams: beams } = this.#settings;
    const isFull = this.#finished.length === beams;
    if (isFull && early === true) return false;
    const length = early === 'never' && penalty > 0 ? this.#search.maxNewTokens : newTokens;
    const possible = (this.#running[0]?.score ?? unreal) / length ** penalty;
    return possible > (isFull ? (this.#finished.at(-1)?.score ?? unreal) : unreal);
  }
}

/** The highest scores first; of equals those that came first. */
function best<Scored extends { readonly score: number }>(scored: readonly Scored[], count: number): Scored[] {
  return scored.toSorted((a, b) => b.score - a.score).slice(0, count);
}
