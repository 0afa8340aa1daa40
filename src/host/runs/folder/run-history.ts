import type { StepColumns } from '../../../common/contracts/training/run-view';
import type { EvaluationLine, MetricsLine, StepLine } from '../../../common/contracts/training/run-folder';

/** What a look at the metrics brought. `reset`: the steps that are there are void, `columns` has all of them. */
export interface HistoryChange {
  readonly reset: boolean;
  readonly columns: StepColumns;
  readonly evaluationsChanged: boolean;
}

/**
 * Steps and evaluations of a run in order. A run that was resumed repeats steps behind its checkpoint: the later ones
 * count, and what was there from that step on is dropped.
 */
export class RunHistory {
  #steps: StepLine[] = [];
  #evaluations: EvaluationLine[] = [];

  get steps(): readonly StepLine[] {
    return this.#steps;
  }

  get evaluations(): readonly EvaluationLine[] {
    return this.#evaluations;
  }

  /** Takes lines in the order of the file. */
  add(lines: readonly MetricsLine[], reset: boolean): HistoryChange {
    if (reset) [this.#steps, this.#evaluations] = [[], []];
    let rewound = reset;
    let evaluationsChanged = reset;
    const before = this.#steps.length;
    for (const line of lines) {
      if (isEvaluation(line)) {
        this.#evaluations = [...this.#evaluations.filter(({ step }) => step < line.step), line];
        evaluationsChanged = true;
      } else {
        if (this.#rewindTo(line.step)) rewound = evaluationsChanged = true;
        this.#steps.push(line);
      }
    }
    const fresh = rewound ? this.#steps : this.#steps.slice(before);
    return { reset: rewound, columns: columnsOf(fresh), evaluationsChanged };
  }

  /** True when there were steps from this one on. */
  #rewindTo(step: number): boolean {
    const last = this.#steps.at(-1);
    if (!last || last.step < step) return false;
    this.#steps = this.#steps.filter((known) => known.step < step);
    this.#evaluations = this.#evaluations.filter((known) => known.step < step);
    return true;
  }
}

/** Steps as columns; NaN where a number is missing. */
export function columnsOf(steps: readonly StepLine[]): StepColumns {
  const number = (value: number | null): number => value ?? NaN;
  return {
    step: Int32Array.from(steps, ({ step }) => step),
    epoch: Float32Array.from(steps, ({ epoch }) => epoch),
    loss: Float32Array.from(steps, ({ loss }) => number(loss)),
    gradNorm: Float32Array.from(steps, ({ grad_norm: norm }) => number(norm)),
    learningRate: Float32Array.from(steps, ({ learning_rate: rate }) => rate),
  };
}

function isEvaluation(line: MetricsLine): line is EvaluationLine {
  return 'eval_loss' in line;
}
