import { t } from '@vscode/l10n';
import type { GenerationProgress, GenerationResult, Piece } from '../../../common/contracts/generation/engine-requests';
import type { Branch, GenerationAdded, StepPlace } from '../../../common/contracts/generation/view';
import { type ErrorData, LensError } from '../../../common/errors/lens-error';
import type { OpenEngine } from '../run/engine-access';
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
  type Step,
} from './branches';
import { samePrompt, type Prompt } from './prompt';
import { questionAbout, type Made, type StepQuestion } from './step-questions';

export interface TreeListener {
  /** Called after every change that `onAdded` does not tell. */
  readonly onChange: () => void;
  readonly onAdded: (added: GenerationAdded) => void;
}

/** A prompt and the branches that go on from it. */
export class GeneratedTree {
  readonly #listener: TreeListener;
  /** What processes keep of branches, by the ids of these. */
  readonly #made = new Map<number, Made>();
  #prompt: Prompt | null = null;
  #branches: readonly Branch[] = [];
  #nextId = 1;

  constructor(listener: TreeListener) {
    this.#listener = listener;
  }

  /** What the branches go on from; null before the first. */
  get prompt(): Prompt | null {
    return this.#prompt;
  }

  get branches(): readonly Branch[] {
    return this.#branches;
  }

  /** The prompt of a question. @throws LensError `not-found` before the first */
  get asked(): Prompt {
    if (!this.#prompt) throw new LensError('not-found', t('There is no text here yet.'));
    return this.#prompt;
  }

  /** Goes on from a prompt: one that is the same as before keeps its branches. The next branch tells of it. */
  setPrompt(prompt: Prompt): void {
    const before = this.#prompt;
    before?.source.release();
    const isSame = before !== null && samePrompt(before, prompt);
    this.#prompt = isSame ? { ...prompt, pieces: before.pieces } : prompt;
    if (isSame) return;
    this.#branches = [];
    this.#made.clear();
  }

  /** Begins a branch. Those that ended before anything came give way. */
  begin(start: Omit<BranchStart, 'id'>): Branch {
    const branch = startBranch({ ...start, id: this.#nextId++ });
    this.#change([...withoutEmptyOnes(this.#branches), branch]);
    return branch;
  }

  /** Takes in what has come of a branch that is still there. */
  grow(id: number, { prompt, ...more }: GenerationProgress): void {
    const before = this.#find(id);
    if (!before) return;
    const grown = growBranch(before, more);
    if (prompt || grown.message !== before.message) this.#put(grown, prompt);
    else {
      this.#branches = replaced(this.#branches, grown);
      this.#listener.onAdded({ branch: id, added: more.added, cost: more.cost });
    }
  }

  /** Takes in what became of a branch that is still there, and which process knows more of it. */
  finish(id: number, result: GenerationResult, engine: OpenEngine): void {
    const before = this.#find(id);
    if (!before) return;
    this.#made.set(id, { engine, generation: result.generation });
    this.#put(finishBranch(before, result), result.prompt);
  }

  /** Leaves a branch as it is, because of a failure or (null) because it was stopped. */
  end(id: number, failure: ErrorData | null): void {
    const before = this.#find(id);
    if (before) this.#put(endBranch(before, failure), null);
  }

  /** Forgets a branch and those that came from it. Gives whether one of these was at work. */
  forget(id: number): boolean {
    const left = withoutBranch(this.#branches, id);
    const gone = this.#branches.filter((branch) => !left.includes(branch));
    for (const branch of gone) this.#made.delete(branch.id);
    this.#change(left);
    return gone.some(({ phase }) => phase === 'running');
  }

  /** A step. @throws LensError `not-found` for one that was forgotten or has not come */
  step(at: StepPlace): Step {
    return stepAt(this.#branches, at);
  }

  /** The question what a step behind a prompt was chosen from, for a process. */
  question(prompt: Prompt, step: Step, engine: OpenEngine): StepQuestion {
    return questionAbout(prompt, step, this.#made.get(step.origin.branch.id), engine);
  }

  #find(id: number): Branch | undefined {
    return this.#branches.find((branch) => branch.id === id);
  }

  /** Only of a branch that begins at the prompt the pieces are those of the prompt alone. */
  #put(branch: Branch, pieces: readonly Piece[] | null): void {
    if (this.#prompt && pieces && branch.from === null) this.#prompt = { ...this.#prompt, pieces };
    this.#change(replaced(this.#branches, branch));
  }

  #change(branches: readonly Branch[]): void {
    this.#branches = branches;
    this.#listener.onChange();
  }
}
