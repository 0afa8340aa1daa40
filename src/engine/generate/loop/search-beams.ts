import { setImmediate } from 'node:timers/promises';
import type { EndReason, GeneratedSequence } from '../../../common/contracts/generation';
import type { LanguageModel, Reading } from '../model/language-model';
import { processorsFor } from '../processors/processors-for';
import type { Stage } from '../processors/processor';
import { nextScores, stepOf, type NextScores } from '../sampling/next-scores';
import { newTokensFor } from '../settings/new-tokens';
import type { ResolvedSettings } from '../settings/resolve-settings';
import { continuations, unreal, type Beam } from './beams';
import { logitsAt } from './follow-rows';
import { endOf, type GenerationRequest } from './request';

/** A beam that has ended. Its score is the sum of log-probabilities / (new tokens ^ length penalty). */
type Finished = Pick<Beam, 'ids' | 'steps' | 'score'> & { readonly end: EndReason };

/** Beam search (`_beam_search` of transformers) for each prompt by itself. */
export async function searchBeams(model: LanguageModel, request: GenerationRequest): Promise<GeneratedSequence[]> {
  const { prefix = [], settings } = request;
  const found: GeneratedSequence[] = [];
  for (const [prompt, text] of request.prompts.entries()) {
    const promptLength = model.beginning(text).length;
    const beginning = [...model.beginning(text), ...prefix];
    const maxNewTokens = newTokensFor(settings, promptLength, model.room);
    const search = { prompt, beginning, promptLength, maxNewTokens, stages: processorsFor(settings), request };
    const best = await new BeamSearch(search).run(() => model.read([text], prefix));
    found.push(...best.map(({ ids, ...others }) => ({ prompt, ids: ids.slice(beginning.length), ...others })));
  }
  return found;
}

interface Search {
  readonly prompt: number;
  /** The prompt's, and the prefix behind it. Scores are of what comes then. */
  readonly beginning: readonly number[];
  readonly promptLength: number;
  readonly maxNewTokens: number;
  readonly stages: readonly Stage[];
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
    const { request, beginning, promptLength, maxNewTokens } = this.#search;
    const end = await endOf({ ids: beginning, promptLength, maxNewTokens }, request);
    if (end !== null) return this.#unchanged(end);
    const before = beginning.length - promptLength;
    let reading: Reading | null = null;
    for (let newTokens = 1, goesOn = true; goesOn; newTokens++) {
      request.onBeams?.(before + newTokens, maxNewTokens);
      await setImmediate();
      await request.pause?.();
      request.signal.throwIfAborted();
      reading = reading === null ? await read() : await this.#readOn(reading);
      request.onReading?.(reading);
      goesOn = await this.#step(reading, newTokens);
    }
    return this.#finished.slice(0, this.#settings.num_return_sequences);
  }

  /** A text that was at its end before. */
  #unchanged(end: EndReason): Finished[] {
    const { num_return_sequences: count } = this.#settings;
    return Array.from({ length: count }, () => ({ ids: this.#search.beginning, steps: [], score: 0, end }));
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
    const { prompt, request, beginning, promptLength, maxNewTokens } = this.#search;
    const scores = this.#running.map((beam) => this.#scores(reading, beam));
    const place = { seed: request.seed, prompt, step: beginning.length - promptLength + newTokens - 1 };
    const grown: (Beam & { readonly end: EndReason | null })[] = [];
    for (const { beam, id, score } of continuations(this.#running, scores, this.#settings, place)) {
      const [from, own] = [this.#running[beam], scores[beam]];
      if (from === undefined || own === undefined) continue;
      const ids = [...from.ids, id];
      const end = await endOf({ ids, promptLength, maxNewTokens }, request);
      grown.push({ ids, steps: [...from.steps, stepOf(own, id, request.top)], score, at: from.at, end });
    }
    this.#running = best(
      grown.map(({ end, ...beam }) => ({ ...beam, score: Math.fround(beam.score + (end === null ? 0 : unreal)) })),
      this.#settings.num_beams,
    );
    // Those behind the first are only there so that enough go on.
    const ended = grown
      .slice(0, this.#settings.num_beams)
      .flatMap(({ end, ...beam }) => (end === null ? [] : { ...beam, end }));
    this.#finish(ended, newTokens);
    return grown.some(({ end }) => end === null) && this.#canImprove(newTokens);
  }

  get #mostNewTokens(): number {
    const { beginning, promptLength, maxNewTokens } = this.#search;
    return maxNewTokens - (beginning.length - promptLength);
  }

  #scores(reading: Reading, { ids, at }: Beam): NextScores {
    const { stages, promptLength, maxNewTokens } = this.#search;
    return nextScores(logitsAt(reading, at), stages, { ids, promptLength, maxNewTokens }, { scores: logarithms });
  }

  #finish(ended: readonly (Beam & { readonly end: EndReason })[], newTokens: number): void {
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
    const length = early === 'never' && penalty > 0 ? this.#mostNewTokens : newTokens;
    const possible = (this.#running[0]?.score ?? unreal) / length ** penalty;
    return possible > (isFull ? (this.#finished.at(-1)?.score ?? unreal) : unreal);
  }
}

/** What processors are given of beams. */
export function logarithms(probabilities: Float64Array): Float32Array {
  return Float32Array.from(probabilities, Math.log);
}

/** The highest scores first; of equals those that came first. */
function best<Scored extends { readonly score: number }>(scored: readonly Scored[], count: number): Scored[] {
  return scored.toSorted((a, b) => b.score - a.score).slice(0, count);
}
