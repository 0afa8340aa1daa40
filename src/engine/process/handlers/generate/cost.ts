import type { GenerationCost } from '../../../../common/contracts/generation/engine-requests';
import type { LanguageModel, Reading } from '../../../generate/model/language-model';

/** Counts what generating takes. */
export class CostMeter {
  readonly #startMs: number;
  #firstMs: number | null = null;
  #lastMs = 0;
  #laterTokens = 0;
  #cacheBytes = 0;

  /** @param beforeMs what reading the prompt's text took before */
  constructor(
    private readonly model: LanguageModel,
    beforeMs: number,
  ) {
    this.#startMs = performance.now() - beforeMs;
  }

  read({ cacheBytes }: Reading): void {
    this.#cacheBytes = cacheBytes;
  }

  /** Counts the tokens of a step. */
  step(tokens: number): void {
    this.#lastMs = performance.now();
    if (this.#firstMs === null) this.#firstMs = this.#lastMs;
    else this.#laterTokens += tokens;
  }

  cost(): GenerationCost {
    const first = this.#firstMs;
    const seconds = first === null ? 0 : (this.#lastMs - first) / 1000;
    return {
      device: this.model.device,
      firstTokenMs: first === null ? null : first - this.#startMs,
      tokensPerSecond: seconds > 0 ? this.#laterTokens / seconds : null,
      cacheBytes: this.#cacheBytes,
      weights: this.model.weights,
    };
  }
}
