import { t } from '@vscode/l10n';
import type { GenerationView } from '../../../common/contracts/generation/view';
import { isCancelled, LensError } from '../../../common/errors/lens-error';
import { inBackground, type Log } from '../../platform/log';
import { readSettings } from '../../platform/settings';
import type { LensPanel } from '../panel/lens-panel';
import type { EngineSource } from '../run/engine-access';
import type { LensSession } from '../run/lens-session';
import { sourceLabel } from '../source/read-text';
import type { TextTracker } from '../source/text-tracker';
import { generationHandlers, type GenerationHandlers } from './generation-handlers';
import { GenerationSession } from './generation-session';
import type { GenerationChoice, KeptGeneration } from './kept-generation';
import type { PromptSource } from './prompt';
import { takeGenerated } from './take-generated';

export interface LensGenerationParams {
  readonly engines: EngineSource;
  readonly kept: KeptGeneration;
  readonly log: Log;
  readonly lens: LensSession;
  readonly texts: TextTracker;
  readonly panel: () => LensPanel | undefined;
  /** Reads the text on show once more, as its document says now. */
  readonly readAgain: () => void;
}

/** The Generate tab's part of the Lens: joins its session with documents, the panel and what is kept. */
export class LensGeneration {
  readonly session: GenerationSession;
  readonly handlers: GenerationHandlers;
  readonly #params: LensGenerationParams;
  #told = '';

  constructor(params: LensGenerationParams) {
    this.#params = params;
    const { engines, kept, log, lens } = params;
    this.session = new GenerationSession({
      engines,
      chosenModel: async () => {
        // A text that is being read shows whether the device works.
        await lens.whenIdle();
        return lens.modelInUse();
      },
      settings: readSettings,
      choice: kept.get(),
      source: (row) => this.#source(row),
      texts: () => (lens.read?.rows ?? []).map(({ text }) => text),
      drawSeed: () => Math.floor(Math.random() * 2 ** 32),
      onChange: () => this.tell(),
      onAdded: (added) => params.panel()?.addGenerated(added),
      onFailure: (doing, error) => log.error(doing, error),
    });
    this.handlers = generationHandlers({
      session: this.session,
      choose: (choice) => this.#choose(choice),
      take: takeGenerated,
    });
  }

  /** Goes on with a row of the text that the Lens shows. Why the model cannot is told by the view alone. */
  async start(row: number): Promise<void> {
    try {
      await this.session.generateFrom(row);
    } catch (error) {
      if (!isCancelled(error) && this.session.view.refusal === null) throw error;
    }
  }

  /** Asks the model in use anew, and sends what is known. */
  refresh(): void {
    inBackground(this.#params.log, 'Asking how a model generates', () => this.session.refresh());
  }

  /** Sends everything to the view. */
  tell(): void {
    const { view } = this.session;
    this.#told = placed(view);
    this.#params.panel()?.showGeneration(view);
  }

  /** Tells the view when the prompt has become stale, or stands again. */
  textChanged(): void {
    if (placed(this.session.view) !== this.#told) this.tell();
  }

  #choose(choice: GenerationChoice): void {
    this.session.choose(choice);
    inBackground(this.#params.log, 'Remembering how to generate', () => this.#params.kept.keep(choice));
  }

  #source(row: number): PromptSource {
    const { lens, texts, readAgain } = this.#params;
    if (lens.read && texts.of(lens.read)?.stale) readAgain();
    const read = lens.busy ? texts.requested?.read : lens.read;
    const piece = read?.rows[row];
    if (!read || !piece)
      throw new LensError('usage', t('There is no text to go on with.'), t('Select text, or type it.'));
    const place = texts.follow(read, row);
    const label = sourceLabel({ kind: read.kind, rows: [piece], pair: null });
    return { text: piece.text, label, place, release: () => place && texts.unfollow(place) };
  }
}

/** What of the view depends on documents and on what the Lens shows. */
function placed({ prompt }: GenerationView): string {
  return JSON.stringify(prompt && [prompt.stale, prompt.canInsert]);
}
