import type { Evaluation } from '../../../common/contracts/training/run-folder';
import { namedScores, scoresOf, supportOf, type Counts } from './precision-recall';

/** More labels than this are no picture, and their square would fill files and memory. */
const mostLabels = 500;

/** Counts of true and predicted labels, one of each a row (or a token). */
export class Confusion {
  readonly #labels: readonly string[];
  readonly #right: Float64Array;
  readonly #wanted: Float64Array;
  readonly #given: Float64Array;
  readonly #matrix: number[][] | null;

  constructor(labels: readonly string[]) {
    this.#labels = labels;
    [this.#right, this.#wanted, this.#given] = [zeros(labels), zeros(labels), zeros(labels)];
    this.#matrix = labels.length > mostLabels ? null : labels.map(() => labels.map(() => 0));
  }

  add(truth: number, predicted: number): void {
    increase(this.#wanted, truth);
    increase(this.#given, predicted);
    if (truth === predicted) increase(this.#right, truth);
    const row = this.#matrix?.[truth];
    if (row) increase(row, predicted);
  }

  /** `[true][predicted]`; null where there are too many labels to draw. */
  matrix(): number[][] | null {
    return this.#matrix;
  }

  /** Accuracy and the averages of precision, recall and F1, the macro ones over labels that occur, as scikit-learn. */
  metrics(): Record<string, number> {
    const total = this.#wanted.reduce((sum, count) => sum + count, 0);
    const right = this.#right.reduce((sum, count) => sum + count, 0);
    const counts = this.#labels.map((_, label) => this.#countsOf(label));
    const occurs = ({ truePositive, falsePositive, falseNegative }: Counts): boolean =>
      truePositive + falsePositive + falseNegative > 0;
    return { accuracy: total === 0 ? 0 : right / total, ...namedScores(counts, occurs) };
  }

  labelScores(): Evaluation['labels'] {
    return this.#labels.map((label, index) => labelScore(label, this.#countsOf(index)));
  }

  #countsOf(label: number): Counts {
    const truePositive = this.#right[label] ?? 0;
    return {
      truePositive,
      falsePositive: (this.#given[label] ?? 0) - truePositive,
      falseNegative: (this.#wanted[label] ?? 0) - truePositive,
    };
  }
}

/** The row of a label in an evaluation. */
export function labelScore(label: string, counts: Counts): Evaluation['labels'][number] {
  return { label, ...scoresOf(counts), support: supportOf(counts) };
}

function zeros(labels: readonly string[]): Float64Array {
  return new Float64Array(labels.length);
}

function increase(counts: Float64Array | number[], at: number): void {
  counts[at] = (counts[at] ?? 0) + 1;
}
