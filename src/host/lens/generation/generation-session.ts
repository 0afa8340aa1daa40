import { t } from '@vscode/l10n';
import type {
  GenerationProgress,
  GenerationPrompt,
  Piece,
  StepDetail,
  StepReads,
} from '../../../common/contracts/generation/engine-requests';
import type { Branch, GenerationView, StepPlace } from '../../../common/contracts/generation/view';
import { fromErrorData, isCancelled, LensError, toErrorData } from '../../../common/errors/lens-error';
import type { CancellationSignal } from '../../../common/rpc/cancellation';
import { engineModel } from '../../models/chosen-model';
import type { OpenEngine } from '../run/engine-access';
import { askModel, isEncoderDecoder, type AskedModel } from './ask-model';
import {
  endBranch,
  finishBranch,
  growBranch,
  replaced,
  startBranch,
  stepAt,
  withoutBranch,
  withoutEmptyOnes,
  type BranchStart,
} from './branches';
import { composeGeneration, unknownDefaults, type GenerationParts } from './generation-parts';
import type { GenerationSessionParams } from './generation-params';
import { GenerationTurn } from './generation-turn';
import type { GenerationChoice } from './kept-generation';
import { checkSameModel, sameModel, samePrompt, takenFrom, type Prompt, type Taken } from './prompt';
import { promptWith, questionAbout, tokenInstead, type Made, type ReadsLook } from './step-questions';

/**
 * Going on with texts: what the person has set, what was generated as a tree of branches, and what is at work. Knows
 * nothing of editors, panels or VS Code.
 */
export class GenerationSession {
  readonly #params: GenerationSessionParams;
  readonly #turn = new GenerationTurn();
  /** What processes keep of branches, by the ids of these. */
  readonly #made = new Map<number, Made>();
  #parts: GenerationParts;
  #nextId = 1;
  #asked = 0;
  #work: Promise<void> = Promise.resolve();

  constructor(params: GenerationSessionParams) {
    this.#params = params;
    const { choice } = params;
    this.#parts = { choice, model: null, defaults: unknownDefaults(null), prompt: null, branches: [] };
  }

  /** Everything that the Generate tab draws. */
  get view(): GenerationView {
    return composeGeneration(this.#parts, this.#params.texts());
  }

  /** Asks the model in use whether and how it goes on with texts. */
  async refresh(): Promise<void> {
    const asked = ++this.#asked;
    try {
      const known = await askModel(this.#params);
      if (asked === this.#asked) this.#know(known);
    } catch (error) {
      if (asked !== this.#asked || isCancelled(error)) return;
      this.#params.onFailure('Asking how a model generates', error);
      // A process that ended says nothing about the model: the next one is asked again.
      const data = toErrorData(error);
      this.#change({ model: null, defaults: unknownDefaults(data.code === 'gone' ? null : data) });
    }
  }

  /** Takes over what the person has set, for what is generated from now on. */
  choose(choice: GenerationChoice): void {
    this.#change({ choice });
  }

  /** Stops what is at work. What has come stays. */
  stop(): void {
    this.#turn.stop();
  }

  /** Resolves when nothing is at work. */
  async whenIdle(): Promise<void> {
    await this.#work;
  }

  /**
   * Goes on with a text that the Lens shows, as a further branch where model and prompt are those of before. Resolves when
   * it has begun; what fails from then on is told by the branch.
   * @throws LensError when there is no text, the model cannot, or something newer was asked for (`cancelled`)
   */
  async generateFrom(row: number): Promise<void> {
    const source = this.#params.source(row);
    try {
      const { model, engine, defaults } = await this.#begin();
      const { settings, chat: wanted } = this.#parts.choice;
      const chat = wanted && defaults.hasChatTemplate;
      const continues = !chat && !isEncoderDecoder(engine);
      this.#setPrompt({ source, model, chat, continues, pieces: [] });
      const sequences = settings.num_return_sequences ?? defaults.settings.num_return_sequences ?? 1;
      this.#start(engine, { from: null, shared: [], settings, sequences });
    } finally {
      if (this.#parts.prompt?.source !== source) source.release();
    }
  }

  /**
   * Goes on from a step with another token in the place of the one that was chosen, or behind that one. A single text goes
   * on, however many are set: it is one text that was changed. The new tokens are counted from there.
   * @throws LensError as {@link generateFrom} does, and `usage` when the texts are by another model than the one in use
   */
  async generateOtherwise(at: StepPlace, id: number): Promise<void> {
    const prompt = this.#prompt;
    const step = stepAt(this.#parts.branches, at);
    const { model, engine, isNewest } = await this.#begin();
    checkSameModel(prompt, model);
    const question = questionAbout(prompt, step, this.#made.get(step.origin.branch.id), engine);
    const token = await tokenInstead(engine, question, step, id);
    isNewest();
    const { branch, sequence } = step.origin;
    this.#start(engine, {
      from: { branch: branch.id, sequence, step: at.step },
      shared: [...step.before, token],
      settings: { ...this.#parts.choice.settings, num_return_sequences: 1 },
      sequences: 1,
    });
  }

  /** Forgets a branch and those that came from it. What of these is at work is stopped. */
  forget(id: number): void {
    const branches = withoutBranch(this.#parts.branches, id);
    const gone = this.#parts.branches.filter((branch) => !branches.includes(branch));
    if (gone.some(({ phase }) => phase === 'running')) this.stop();
    for (const branch of gone) this.#made.delete(branch.id);
    this.#change({ branches });
  }

  /** What a step was chosen from, by the model that made it. */
  async stepDetail(at: StepPlace, top: number, signal: CancellationSignal): Promise<StepDetail> {
    const step = stepAt(this.#parts.branches, at);
    const prompt = this.#prompt;
    const engine = await this.#engineOf(prompt);
    const question = questionAbout(prompt, step, this.#made.get(step.origin.branch.id), engine);
    return engine.request('generationStep', { ...question, top }, { signal, spare: true });
  }

  /** What a step attended to. `layer` null: the last one; `head` null: the mean of the heads. */
  async stepReads(at: StepPlace, look: ReadsLook, signal: CancellationSignal): Promise<StepReads> {
    const { before } = stepAt(this.#parts.branches, at);
    const prompt = this.#prompt;
    const engine = await this.#engineOf(prompt);
    return engine.request('generationReads', { prompt: promptWith(prompt, before), ...look }, { signal, spare: true });
  }

  /**
   * The text of a sequence behind its prompt, or of its first tokens.
   * @throws LensError `not-found` for one that was forgotten, `usage` when it has no text
   */
  take(at: Omit<StepPlace, 'step'>, tokens: number | null): Taken {
    return takenFrom(this.#prompt, this.#parts.branches, at, tokens);
  }

  get #prompt(): Prompt {
    const { prompt } = this.#parts;
    if (!prompt) throw new LensError('not-found', t('There is no text here yet.'));
    return prompt;
  }

  /** The process of the model that the texts are of: where it computes now when that is the model in use. */
  async #engineOf({ model: made }: Prompt): Promise<OpenEngine> {
    const { model: inUse } = this.#parts;
    const model = inUse && sameModel(inUse, made) ? inUse : made;
    return this.#params.engines.get(engineModel(model, this.#params.settings().threads));
  }

  /** Stops what is at work and asks the model in use; `isNewest` throws once something newer was asked for. */
  async #begin(): Promise<AskedModel & { readonly isNewest: () => void }> {
    const isNewest = await this.#turn.begin();
    const asked = await askModel(this.#params);
    isNewest();
    this.#asked += 1;
    this.#know(asked);
    if (asked.defaults.refusal) throw fromErrorData(asked.defaults.refusal);
    return { ...asked, isNewest };
  }

  #know({ model, defaults }: AskedModel): void {
    this.#change({ model, defaults });
  }

  #setPrompt(prompt: Prompt): void {
    const { prompt: before, branches } = this.#parts;
    const isSame = before !== null && samePrompt(before, prompt);
    before?.source.release();
    if (!isSame) this.#made.clear();
    const kept = isSame ? { prompt: { ...prompt, pieces: before.pieces }, branches } : { prompt, branches: [] };
    this.#parts = { ...this.#parts, ...kept };
  }

  #start(engine: OpenEngine, start: Omit<BranchStart, 'id' | 'seed'>): void {
    const seed = this.#parts.choice.seed ?? this.#params.drawSeed();
    const branch = startBranch({ ...start, id: this.#nextId++, seed });
    this.#change({ branches: [...withoutEmptyOnes(this.#parts.branches), branch] });
    const prompt = promptWith(this.#prompt, start.shared);
    this.#work = this.#turn.run(engine, (signal) => this.#generate(engine, branch, prompt, signal));
  }

  async #generate(
    engine: OpenEngine,
    { id, settings, seed }: Branch,
    prompt: GenerationPrompt,
    signal: CancellationSignal,
  ): Promise<void> {
    try {
      const onProgress = (progress: GenerationProgress): void => this.#progress(id, progress);
      const result = await engine.request('generate', { prompt, settings, seed }, { signal, onProgress });
      this.#made.set(id, { engine, generation: result.generation });
      this.#put(id, (branch) => finishBranch(branch, result), result.prompt);
    } catch (error) {
      const failure = isCancelled(error) ? null : toErrorData(error);
      if (failure) this.#params.onFailure('Generating', error);
      this.#put(id, (branch) => endBranch(branch, failure));
    }
  }

  #progress(id: number, { prompt, ...more }: GenerationProgress): void {
    const before = this.#parts.branches.find((branch) => branch.id === id);
    if (!before) return;
    const grown = growBranch(before, more);
    if (prompt || grown.message !== before.message) this.#put(id, () => grown, prompt);
    else {
      this.#parts = { ...this.#parts, branches: replaced(this.#parts.branches, grown) };
      this.#params.onAdded({ branch: id, added: more.added, cost: more.cost });
    }
  }

  /** Changes a branch that is still there; the first one says how the model reads the prompt. */
  #put(id: number, change: (branch: Branch) => Branch, pieces: Piece[] | null = null): void {
    const { branches, prompt } = this.#parts;
    const before = branches.find((branch) => branch.id === id);
    if (!before) return;
    this.#change({
      branches: replaced(branches, change(before)),
      prompt: prompt && pieces && before.from === null ? { ...prompt, pieces } : prompt,
    });
  }

  #change(change: Partial<GenerationParts>): void {
    this.#parts = { ...this.#parts, ...change };
    this.#params.onChange();
  }
}
