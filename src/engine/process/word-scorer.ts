import { wordTask } from '../../common/contracts/words/word-task';
import { LensError } from '../../common/errors/lens-error';
import { unwrap } from '../../common/errors/outcome';
import type { CancellationSignal } from '../../common/rpc/cancellation';
import { checkLayerFits } from '../internals/store/check-fits';
import { isHiddenState, isInternal, resultsOf } from '../internals/store/results-of';
import type { RowTokens } from '../internals/store/stacks';
import type { Checkpoint } from '../models/checkpoint';
import { missingHeadError } from '../tasks/missing-head';
import { labelsOfRow } from '../tasks/words/labels-of-row';
import { maskTokenOf, type MaskingContext } from '../tasks/words/masked-words';
import { PlaceLogits } from '../tasks/words/place-logits';
import { scoreText, type ScoredText } from '../tasks/words/score-text';
import { WordForms } from '../tasks/words/word-forms';
import type { Engine } from './engine';

/** Rows whose scores are kept. */
const keptRows = 4;

interface RowOf {
  readonly runId: number;
  readonly row: number;
}

/** What the model of the process, a language model, says of words of kept runs. */
export class WordScorer {
  readonly #scored = new Map<string, ScoredText>();
  #logits: PlaceLogits | undefined;
  #forms: WordForms | undefined;

  constructor(private readonly engine: Engine) {}

  /**
   * The scores of a row's tokens, computed when that has not been done.
   * @throws LensError `unsupported` for other models, `not-found`, `too-big`, `cancelled`
   */
  async scored({ runId, row }: RowOf, signal: CancellationSignal, onLoad?: () => void): Promise<ScoredText> {
    const key = `${runId}/${row}`;
    const { input } = this.engine.runs.row(runId, row);
    const known = this.#scored.get(key);
    if (known !== undefined) return known;
    const checkpoint = await this.#checkpointFor('surprise');
    return this.engine.turns.inOrder(async () => {
      signal.throwIfAborted();
      const meanwhile = this.#scored.get(key);
      if (meanwhile !== undefined) return meanwhile;
      const { batch } = this.engine.runs.get(runId);
      const labels = await labelsOfRow(checkpoint, await this.engine.tokenizer(), { batch, row, input });
      this.#checkFits(checkpoint, labels.tokens);
      const scored = await scoreText(await this.#openLogits(checkpoint, onLoad), labels, signal);
      this.#keep(key, scored);
      return scored;
    });
  }

  /** Does what needs a row of a masked language model, in its turn. @throws LensError */
  async masking<Value>(
    { runId, row }: RowOf,
    signal: CancellationSignal,
    work: (context: MaskingContext, checkpoint: Checkpoint) => Promise<Value>,
    onLoad?: () => void,
  ): Promise<Value> {
    const found = this.engine.runs.row(runId, row);
    const checkpoint = await this.#checkpointFor('masks');
    const tokenizer = await this.engine.tokenizer();
    const mask = maskTokenOf(tokenizer);
    this.#forms ??= new WordForms(tokenizer);
    const forms = this.#forms;
    return this.engine.turns.inOrder(async () => {
      signal.throwIfAborted();
      const logits = await this.#openLogits(checkpoint, onLoad);
      return work({ ...found, mask, forms, logits, signal }, checkpoint);
    });
  }

  async #checkpointFor(task: 'masks' | 'surprise'): Promise<Checkpoint> {
    const checkpoint = unwrap((await this.engine.opened()).checkpoint);
    const { info } = checkpoint;
    if (wordTask(info) === task) return checkpoint;
    if (wordTask({ ...info, missingHead: [] }) === task) throw missingHeadError(info);
    const what = task === 'masks' ? 'fills no masks' : 'writes no text';
    throw new LensError(
      'unsupported',
      `The model ${what}: it is made for ${info.task ?? 'no task'}.`,
      'Choose another.',
    );
  }

  async #openLogits(checkpoint: Checkpoint, onLoad?: () => void): Promise<PlaceLogits> {
    const slots = await this.engine.slots();
    if (!slots.isOpen('prediction')) onLoad?.();
    const { device, threads, storage } = await this.engine.opened();
    this.#logits ??= new PlaceLogits({
      checkpoint,
      open: (outputs) => slots.get('prediction', outputs),
      device,
      threads,
      storage,
    });
    return this.#logits;
  }

  /** Of the layers one attention at a time is in memory, and the last hidden state is kept. */
  #checkFits(checkpoint: Checkpoint, tokens: RowTokens): void {
    const results = resultsOf(checkpoint).filter(({ name }) => isInternal(name) && !isHiddenState(name));
    checkLayerFits(results, tokens, this.engine.inside.limits);
  }

  #keep(key: string, scored: ScoredText): void {
    this.#scored.set(key, scored);
    for (const oldest of this.#scored.keys()) {
      if (this.#scored.size <= keptRows) break;
      this.#scored.delete(oldest);
    }
  }
}
