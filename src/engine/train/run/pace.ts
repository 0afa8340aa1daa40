import type { Plan } from '../schedule/plan';

/** How much of the newest measure goes into a mean: about the last ten count. */
const share = 0.1;

/** Measures how long steps, evaluations and checkpoints take, and tells from it how long the rest will. */
export class Pace {
  readonly #plan: Plan;
  #step: number | null = null;
  #evaluation = 0;
  #checkpoint = 0;

  constructor(plan: Plan) {
    this.#plan = plan;
  }

  /** The first step is slower, as memory is taken then; it counts until there is another. */
  stepTook(seconds: number, isFirst: boolean): void {
    if (this.#step === null || isFirst) this.#step = seconds;
    else this.#step = this.#step * (1 - share) + seconds * share;
  }

  evaluationTook(seconds: number): void {
    this.#evaluation = seconds;
  }

  checkpointTook(seconds: number): void {
    this.#checkpoint = seconds;
  }

  get secondsPerStep(): number | null {
    return this.#step;
  }

  /** Seconds from after `step` to the end, evaluations and checkpoints included; null before the first step. */
  secondsLeft(step: number): number | null {
    if (this.#step === null) return null;
    const { totalSteps, evaluations, saves } = this.#plan;
    const steps = (totalSteps - step) * this.#step;
    return steps + evaluations.after(step) * this.#evaluation + saves.after(step) * this.#checkpoint;
  }
}
