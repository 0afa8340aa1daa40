import type { Evaluation, Mistake } from '../../../common/contracts/training/run-folder';
import type { ExampleSource } from '../../data/examples/example';

/** As many as the contract of an evaluation has room for. */
const mostKept = 200;
/** Enough of a text to know it by. */
const mostCharacters = 1000;

/** Rows that the model was wrong about, of which the surest are kept. */
export class Mistakes {
  #kept: Mistake[] = [];
  #count = 0;

  add(
    { file, line, text }: ExampleSource,
    { label, predicted, probability }: Omit<Mistake, keyof ExampleSource>,
  ): void {
    this.#count++;
    this.#kept.push({ file, line, text: text.slice(0, mostCharacters), label, predicted, probability });
    if (this.#kept.length >= 2 * mostKept) this.#kept = surest(this.#kept);
  }

  /** The surest first. */
  found(): Pick<Evaluation, 'mistakes' | 'mistakeCount'> {
    return { mistakes: surest(this.#kept), mistakeCount: this.#count };
  }
}

function surest(mistakes: readonly Mistake[]): Mistake[] {
  return [...mistakes].sort((a, b) => b.probability - a.probability || a.line - b.line).slice(0, mostKept);
}
