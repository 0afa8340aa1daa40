import type {
  Branch,
  BranchSequence,
  GenerationAdded,
  GenerationView,
  StepPlace,
} from '../../../../src/common/contracts/generation/view';
import { NextFrame } from '../../../shared/store/next-frame';
import { ViewStore } from '../../../shared/store/view-store';
import type { LensHost } from '../../store/lens-host';
import { append } from './append';
import { placeIn, type GenerationPlace } from './generation-place';

/** What a person sets: the settings, the seed, whether the chat template is used. */
export type GenerationChoice = Pick<GenerationView, 'settings' | 'seed' | 'chat'>;

/**
 * What the elements of the Generate tab share: what was generated so far, and what of it is looked at. A part of its own
 * beside the store of the Lens, so that a token that comes draws this tab again and nothing else.
 */
export class GenerationStore extends ViewStore {
  readonly #frame = new NextFrame(() => this.changed());
  #view: GenerationView | null = null;
  #place: GenerationPlace | null = null;

  /** @param onWhole called when the whole is another one: what the rest of the Lens shows of it may have changed */
  constructor(
    readonly host: LensHost,
    private readonly onWhole: () => void,
  ) {
    super();
  }

  /** Null until the host has sent it. */
  get view(): GenerationView | null {
    return this.#view;
  }

  /** What is looked at; null while there is no branch. */
  get place(): GenerationPlace | null {
    return this.#place;
  }

  /** The branch that is looked at. */
  get branch(): Branch | null {
    return this.#view?.branches.find(({ id }) => id === this.#place?.branch) ?? null;
  }

  get sequence(): BranchSequence | null {
    return this.branch?.sequences[this.#place?.sequence ?? 0] ?? null;
  }

  /** The chosen step; null where none is. */
  get step(): StepPlace | null {
    const place = this.#place;
    return place === null || place.step === null ? null : { ...place, step: place.step };
  }

  /** Whether something is generated at the moment. */
  get running(): boolean {
    return this.#view?.branches.some(({ phase }) => phase === 'running') ?? false;
  }

  /** Takes the host's newest whole. */
  receive(view: GenerationView): void {
    this.#place = placeIn(view, this.#view, this.#place);
    this.#view = view;
    this.changed();
    this.onWhole();
  }

  /** Takes the tokens that have come; they are drawn with the next frame, however many messages that are. */
  add(added: GenerationAdded): void {
    if (!this.#view) return;
    this.#view = append(this.#view, added);
    this.#frame.ask();
  }

  /** Looks at a step, a sequence or another branch. */
  look(place: GenerationPlace): void {
    this.#place = place;
    this.changed();
  }

  generate(row: number): void {
    void this.attempt(this.host.request('generateFrom', { row }));
  }

  stop(): void {
    void this.attempt(this.host.request('stopGeneration', {}));
  }

  /** Goes on from a step with another token. */
  goOn(at: StepPlace, id: number): void {
    void this.attempt(this.host.request('generateOtherwise', { at, id }));
  }

  forget(branch: number): void {
    void this.attempt(this.host.request('forgetBranch', { branch }));
  }

  /** Takes the sequence that is looked at, or its first tokens. */
  take(how: 'insert' | 'replace' | 'copy', tokens: number | null): void {
    if (!this.#place) return;
    const { branch, sequence } = this.#place;
    void this.attempt(this.host.request('takeGenerated', { branch, sequence, tokens, how }));
  }

  /** Sets what is generated next. It holds here at once, so that two changes in a row do not undo each other. */
  set(change: Partial<GenerationChoice>): void {
    if (!this.#view) return;
    this.#view = { ...this.#view, ...change };
    const { settings, seed, chat } = this.#view;
    this.changed();
    void this.attempt(this.host.request('setGeneration', { settings, seed, chat }));
  }
}
