import type { EvaluationLine, RunState, StepLine } from '../../common/contracts/training/run-folder';
import { durationWords } from '../../common/text/duration-words';

const everyMs = 200;
/** Where nobody watches a line change, a line is written for each tenth of a run. */
const tenths = 10;

/** Tells on standard error how far a run is: one line that changes on a terminal, a few lines elsewhere. */
export class TrainProgress {
  readonly #terminal = process.stderr.isTTY;
  #state: RunState | null = null;
  #loss: number | null = null;
  #tenth = 0;
  #toldAt = -Infinity;
  #shown = false;

  state(state: RunState): void {
    const before = this.#state;
    this.#state = state;
    if (this.#terminal) this.#redraw();
    else if (state.phase === 'preparing' && before?.message !== state.message && !state.message.includes(':')) {
      this.note(`${state.message} …`);
    }
  }

  step(line: StepLine): void {
    this.#loss = line.loss;
    const { totalSteps } = this.#state ?? {};
    if (this.#terminal || !totalSteps) return;
    const tenth = Math.floor((line.step / totalSteps) * tenths);
    if (tenth <= this.#tenth) return;
    this.#tenth = tenth;
    this.note(this.#words(line.step));
  }

  evaluation({ step, epoch, ...measured }: EvaluationLine): void {
    const named = ['eval_loss', 'eval_accuracy', 'eval_f1', 'eval_pearson', 'eval_perplexity'];
    const parts = named.flatMap((name) => {
      const value = (measured as Readonly<Record<string, number | null>>)[name];
      return value === undefined ? [] : [`${name} ${value === null ? 'not a number' : value.toPrecision(4)}`];
    });
    this.note(`Evaluation after step ${step} (epoch ${Number(epoch.toFixed(2))}): ${parts.join(', ')}`);
  }

  /** A line that stays. */
  note(message: string): void {
    this.end();
    process.stderr.write(`${message}\n`);
  }

  /** Ends the line that changes. */
  end(): void {
    if (this.#shown) process.stderr.write('\r\u001b[K');
    this.#shown = false;
  }

  #redraw(): void {
    const now = performance.now();
    if (now - this.#toldAt < everyMs) return;
    this.#toldAt = now;
    this.#shown = true;
    process.stderr.write(`\r\u001b[K${this.#words()}`);
  }

  /** @param step newer than the state's, which is written now and then */
  #words(step = this.#state?.step ?? 0): string {
    const state = this.#state;
    if (state === null) return '';
    if (state.totalSteps === null || step === 0) return state.message;
    const loss = this.#loss === null ? '' : `, loss ${this.#loss.toPrecision(4)}`;
    const left = state.secondsLeft === null ? '' : `, ${durationWords(state.secondsLeft)} left`;
    return `${state.message}: step ${step} of ${state.totalSteps}${loss}${left}`;
  }
}
