import { surpriseLevel } from '../../../common/statistics/surprise';
import { attempt } from '../../../common/errors/outcome';
import type { Surprise } from '../../../common/contracts/words/surprise';
import type { ReadOutcome } from '../run/read-with-model';
import type { LevelOf } from './visible-tokens';

/** How surprising the tokens of a result are, row by row as they come into view. */
export class SurpriseLevels {
  readonly #rows = new Map<number, Promise<LevelOf | null>>();

  constructor(private readonly outcome: ReadOutcome) {}

  /** Null where the row has no scores; its view says why. */
  async of(row: number): Promise<LevelOf | null> {
    const known = this.#rows.get(row) ?? this.#ask(row);
    this.#rows.set(row, known);
    return known;
  }

  async #ask(row: number): Promise<LevelOf | null> {
    const { engine, run } = this.outcome;
    if (!run) return null;
    const scored = await attempt(() => engine.request('surprise', { runId: run.runId, row }, { spare: true }));
    return scored.ok && scored.value.part === 'input' ? levelsOf(scored.value) : null;
  }
}

function levelsOf({ logProbabilities, from }: Surprise): LevelOf {
  return (index) => surpriseLevel(Math.exp(logProbabilities[index - from] ?? NaN));
}
