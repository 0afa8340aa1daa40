import type {
  GenerationProgress,
  GenerationPrompt,
  StepDetail,
  StepReads,
} from '../../../common/contracts/generation/engine-requests';
import type { GenerationSettings } from '../../../common/contracts/generation/settings';
import type { Branch, GenerationView, StepPlace } from '../../../common/contracts/generation/view';
import { fromErrorData, isCancelled, toErrorData } from '../../../common/errors/lens-error';
import type { CancellationSignal } from '../../../common/rpc/cancellation';
import { engineModel } from '../../models/chosen-model';
import type { OpenEngine } from '../run/engine-access';
import { askModel, isEncoderDecoder, type AskedModel } from './ask-model';
import type { BranchStart } from './branches';
import { GeneratedTree } from './generated-tree';
import type { GenerationSessionParams } from './generation-params';
import { composeGeneration, unknownDefaults, type GenerationParts } from './generation-parts';
import { GenerationTurn } from './generation-turn';
import type { GenerationChoice } from './kept-generation';
import { checkSameModel, sameModel, takenFrom, type Prompt, type Taken } from './prompt';
import { promptWith, settingsOf, tokenInstead, type ReadsLook } from './step-questions';

/**
 * Going on with texts: what the person has set, what was generated as a tree of branches, and what is at work. Knows
 * nothing of editors, panels or VS Code.
 */
export class GenerationSession {
  readonly tree: GeneratedTree;
  readonly #params: GenerationSessionParams;
  readonly #turn = new GenerationTurn();
  #parts: GenerationParts;
  #asked = 0;
  #work: Promise<void> = Promise.resolve();

  constructor(params: GenerationSessionParams) {
    this.#params = params;
    this.tree = new GeneratedTree(params);
    this.#parts = { choice: params.choice, model: null, defaults: unknownDefaults(null) };
  }

  /** Everything that the Generate tab draws. */
  get view(): GenerationView {
    return composeGeneration(this.#parts, this.tree, this.#params.texts());
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
      this.#know({ model: null, defaults: unknownDefaults(data.code === 'gone' ? null : data) });
    }
  }

  /** Takes over what the person has set, for what is generated from now on. The view knows it already: nothing is sent. */
  choose(choice: GenerationChoice): void {
    this.#parts = { ...this.#parts, choice };
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
      this.tree.setPrompt({ source, model, chat, isEncoderDecoder: isEncoderDecoder(engine), pieces: [] });
      const sequences = settings.num_return_sequences ?? defaults.settings.num_return_sequences ?? 1;
      this.#start(engine, { from: null, shared: [], settings, sequences });
    } finally {
      if (this.tree.prompt?.source !== source) source.release();
    }
  }

  /**
   * Goes on from a step with another token in the place of the one that was chosen, or behind that one. A single text goes
   * on, however many are set: it is one text that was changed. The new tokens are counted from there.
   * @throws LensError as {@link generateFrom} does, and `usage` when the texts are by another model than the one in use
   */
  async generateOtherwise(at: StepPlace, id: number): Promise<void> {
    const prompt = this.tree.asked;
    const step = this.tree.step(at);
    const { model, engine, defaults, isNewest } = await this.#begin();
    checkSameModel(prompt, model);
    const token = await tokenInstead(engine, this.tree.question(prompt, step, engine), step, id);
    isNewest();
    const { branch, sequence } = step.origin;
    this.#start(engine, {
      from: { branch: branch.id, sequence, step: at.step },
      shared: [...step.before, token],
      settings: oneText(this.#parts.choice.settings, defaults.settings),
      sequences: 1,
    });
  }

  /** Forgets a branch and those that came from it. What of these is at work is stopped. */
  forget(id: number): void {
    if (this.tree.forget(id)) this.stop();
  }

  /** What a step was chosen from, by the model that made it. */
  async stepDetail(at: StepPlace, top: number, signal: CancellationSignal): Promise<StepDetail> {
    const prompt = this.tree.asked;
    const step = this.tree.step(at);
    const engine = await this.#engineOf(prompt);
    const question = this.tree.question(prompt, step, engine);
    return engine.request('generationStep', { ...question, top }, { signal, spare: true });
  }

  /** What a step attended to. `layer` null: the last one; `head` null: the mean of the heads. */
  async stepReads(at: StepPlace, look: ReadsLook, signal: CancellationSignal): Promise<StepReads> {
    const prompt = promptWith(this.tree.asked, this.tree.step(at).before);
    const engine = await this.#engineOf(this.tree.asked);
    return engine.request('generationReads', { prompt, ...look }, { signal, spare: true });
  }

  /**
   * The text of a sequence behind its prompt, or of its first tokens.
   * @throws LensError `not-found` for one that was forgotten, `usage` when it has no text
   */
  take(at: Omit<StepPlace, 'step'>, tokens: number | null): Taken {
    return takenFrom(this.tree.asked, this.tree.branches, at, tokens);
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

  #know({ model, defaults }: Pick<GenerationParts, 'model' | 'defaults'>): void {
    this.#parts = { ...this.#parts, model, defaults };
    this.#params.onChange();
  }

  #start(engine: OpenEngine, start: Omit<BranchStart, 'id' | 'seed'>): void {
    const seed = this.#parts.choice.seed ?? this.#params.drawSeed();
    const branch = this.tree.begin({ ...start, seed });
    const prompt = promptWith(this.tree.asked, start.shared);
    this.#work = this.#turn.run(engine, (signal) => this.#generate(engine, branch, prompt, signal));
  }

  async #generate(
    engine: OpenEngine,
    branch: Branch,
    prompt: GenerationPrompt,
    signal: CancellationSignal,
  ): Promise<void> {
    const { id, seed } = branch;
    const params = { prompt, settings: settingsOf(branch), seed };
    try {
      const options = { signal, onProgress: (progress: GenerationProgress) => this.tree.grow(id, progress) };
      this.tree.finish(id, await engine.request('generate', params, options), engine);
    } catch (error) {
      const failure = isCancelled(error) ? null : toErrorData(error);
      if (failure) this.#params.onFailure('Generating', error);
      this.tree.end(id, failure);
    }
  }
}

/** Settings for a single text, with as many new tokens as are usual: what a person says, else the model's files. */
function oneText(set: GenerationSettings, usual: GenerationSettings): GenerationSettings {
  const most = set.max_new_tokens ?? (set.max_length === null ? usual.max_new_tokens : null);
  return { ...set, max_new_tokens: most, num_return_sequences: 1 };
}
