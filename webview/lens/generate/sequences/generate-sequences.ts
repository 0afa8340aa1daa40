import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Branch, GenerationView } from '../../../../src/common/contracts/generation/view';
import { ThemeController } from '../../../shared/colour/theme-observer';
import { iconButton } from '../../../shared/elements/icon-button';
import { WidthController } from '../../../shared/layout/width';
import { Kept } from '../../../shared/store/kept';
import { setStyles } from '../../../shared/theme/set-styles';
import { GenerationElement } from '../store/generation-element';
import { cardsBeside, firstOnPage, linesFor } from './pages';
import { sequenceCard } from './sequence-card';
import { endAnnouncement, roomOf } from './sequence-words';
import { sequencesStyles } from './sequences-styles';
import { sharedBeginning } from './shared-beginning';
import { legendStyles, surpriseLegend } from './surprise-legend';
import { surpriseStyles } from './surprise-styles';
import { textOfPieces } from './token-words';

/** Most characters of the prompt that are shown before what was generated. */
const mostPrompt = 240;

/** The sequences of the branch that is looked at, side by side, a page at a time. */
@customElement('generate-sequences')
export class GenerateSequences extends GenerationElement {
  static override styles = [...GenerationElement.styles, surpriseStyles, legendStyles, sequencesStyles];

  /** The model reads one text and writes another. */
  @property({ attribute: false }) accessor crosses = false;

  readonly #width = new WidthController(this);
  readonly #theme = new ThemeController(this);
  readonly #prompt = new Kept<string>();
  readonly #shared = new Kept<number>();

  override render(): TemplateResult {
    const { view, branch, place } = this.store;
    if (!view || !branch || !place) return html`${nothing}`;
    const count = branch.sequences.length;
    const beside = cardsBeside(this.#width.width, count);
    const first = firstOnPage(place.sequence, beside, count);
    return html`<div class="title">
        <h2>${t('Sequences')} <span>${branch.message ?? this.#counted(branch, view, beside)}</span></h2>
        ${count > beside ? this.#arrows(first, beside, count) : nothing} ${surpriseLegend()}
      </div>
      <div
        class="cards"
        ${setStyles({ '--beside': String(beside), '--surprise-bar': this.#theme.colours.palette.orange })}
      >
        ${this.#cards(view, branch, first, beside)}
      </div>
      <div class="visually-hidden" role="status">${endAnnouncement(branch)}</div>`;
  }

  #cards(view: GenerationView, branch: Branch, first: number, beside: number): unknown {
    const { place } = this.store;
    const prompt = this.#prompt.get([view.prompt, this.crosses], () => promptText(view, this.crosses));
    const shared = this.#shared.get([branch], () => sharedBeginning(branch));
    const room = roomOf(branch, view, this.crosses ? 1 : (view.prompt?.pieces.length ?? 0));
    const longest = Math.max(...branch.sequences.map(({ tokens }) => tokens.length), 0);
    const lines = linesFor(prompt.length, room ?? longest, this.#width.width / beside);
    const shown = branch.sequences
      .slice(first, first + beside)
      .map((sequence, at) => ({ sequence, index: first + at }));
    return repeat(
      shown,
      ({ index }) => index,
      ({ sequence, index }) => {
        const looked = index === place?.sequence;
        const look = (step: number | null) => this.store.look({ branch: branch.id, sequence: index, step });
        const step = place?.step ?? null;
        return sequenceCard({ branch, sequence, index, prompt, room, shared, looked, step, lines, look });
      },
    );
  }

  /** How many are on show, and with which seed the same come again. */
  #counted({ sequences, from, settings, seed }: Branch, { defaults }: GenerationView, beside: number): string {
    const origin = from === null ? t('from the same prompt') : t('going on from the same token');
    const count = sequences.length;
    const parts = [
      ...(count > beside ? [t('{0} of {1}, all {2}', beside, count, origin)] : []),
      ...((settings.do_sample ?? defaults.do_sample) ? [t('seed {0}', seed)] : []),
    ];
    return parts.join(', ');
  }

  #arrows(first: number, beside: number, count: number): TemplateResult {
    const turn = (to: number) => () => {
      const { branch } = this.store;
      if (branch) this.store.look({ branch: branch.id, sequence: Math.max(0, Math.min(count - 1, to)), step: null });
    };
    return html`<span class="arrows">
      ${iconButton({ name: 'arrow-left', label: t('Sequences before'), onClick: turn(first - beside), disabled: first === 0 })}
      ${iconButton({ name: 'arrow-right', label: t('Next sequences'), onClick: turn(first + beside), disabled: first + beside >= count })}
    </span>`;
  }
}

/** What stands dim before a sequence: the prompt as the model reads it, as soon as that is known. */
function promptText({ prompt, chat }: GenerationView, crosses: boolean): string {
  if (!prompt) return '';
  const text = prompt.pieces.length > 0 ? textOfPieces(prompt.pieces, mostPrompt) : prompt.text.slice(-mostPrompt);
  // An answer begins a line.
  return (crosses || chat) && !text.endsWith('\n') ? `${text}\n` : text;
}

declare global {
  interface HTMLElementTagNameMap {
    'generate-sequences': GenerateSequences;
  }
}
