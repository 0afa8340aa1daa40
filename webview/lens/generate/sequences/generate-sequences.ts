import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Branch } from '../../../../src/common/contracts/generation/view';
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

  readonly #width = new WidthController(this);
  readonly #theme = new ThemeController(this);
  readonly #prompt = new Kept<string>();
  readonly #shared = new Kept<number>();

  override render(): TemplateResult {
    const { branch, place } = this.store;
    if (!branch || !place) return html`${nothing}`;
    const count = branch.sequences.length;
    const beside = cardsBeside(this.#width.width, count);
    const first = firstOnPage(place.sequence, beside, count);
    return html`<div class="title">
        <h2>${t('Sequences')} <span>${this.#counted(branch, beside)}</span></h2>
        ${count > beside ? this.#arrows(first, beside, count) : nothing} ${surpriseLegend()}
      </div>
      ${
        count === 0 && branch.phase === 'running'
          ? html`<p class="dim">${branch.message ?? t('Waiting for the first token')}</p>`
          : nothing
      }
      <div
        class="cards"
        ${setStyles({ '--beside': String(beside), '--surprise-bar': this.#theme.colours.palette.orange })}
      >
        ${this.#cards(branch, first, beside)}
      </div>
      <div class="visually-hidden" role="status">${endAnnouncement(branch)}</div>`;
  }

  #cards(branch: Branch, first: number, beside: number): unknown {
    const { view, place } = this.store;
    const pieces = view?.prompt?.pieces;
    const prompt = this.#prompt.get([pieces], () => textOfPieces(pieces ?? [], mostPrompt));
    const shared = this.#shared.get([branch], () => sharedBeginning(branch));
    const width = this.#width.width / beside;
    const longest = Math.max(...branch.sequences.map(({ tokens }) => tokens.length), 0);
    const lines = linesFor(prompt.length, roomOf(branch) ?? longest, width);
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
        return sequenceCard({ branch, sequence, index, prompt, shared, looked, step, lines, look });
      },
    );
  }

  #counted({ sequences, from }: Branch, beside: number): string {
    const origin = from === null ? t('from the same prompt') : t('going on from the same token');
    const count = sequences.length;
    return count > beside ? t('{0} of {1}, all {2}', beside, count, origin) : '';
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

declare global {
  interface HTMLElementTagNameMap {
    'generate-sequences': GenerateSequences;
  }
}
