import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { StepReads } from '../../../../src/common/contracts/generation/engine-requests';
import type { StepPlace } from '../../../../src/common/contracts/generation/view';
import '../../../shared/elements/segments';
import { selectStyles } from '../../../shared/elements/select-styles';
import { Kept } from '../../../shared/store/kept';
import '../../../shared/table/data-table';
import { GenerationElement } from '../store/generation-element';
import { StepQuestion, type StepAnswer } from '../store/host-question';
import { readColumns, readsSummary, type ReadRow } from './read-columns';
import { readsStyles } from './reads-styles';

type Kind = StepReads['kind'];

/** What the chosen step read: its attention over the prompt and what was generated, by layer and head. */
@customElement('generate-reads')
export class GenerateReads extends GenerationElement {
  static override styles = [...GenerationElement.styles, selectStyles, readsStyles];

  /** Whether the decoder also reads another text, the encoder's. */
  @property({ attribute: false }) accessor crosses = false;

  @state() private accessor kind: Kind = 'self';
  /** Null: the last layer, and the mean of the heads. */
  @state() private accessor layer: number | null = null;
  @state() private accessor head: number | null = null;

  readonly #question = new StepQuestion(this, 'stepReads');
  readonly #rows = new Kept<(index: number) => ReadRow | undefined>();

  override render(): TemplateResult {
    const { branch, step: at, sequence } = this.store;
    const token = at && sequence?.tokens[at.step];
    if (!branch || !token) return html`${nothing}`;
    const answer = this.#question.ask(this.#params(at), `${branch.seed}/${token.id}`);
    return html`<h2>${t('Reads')} <span>${t('attention of this step')}</span></h2>
      ${this.crosses ? this.#kinds() : nothing} ${this.#body(answer)}`;
  }

  #params(at: StepPlace) {
    return { at, kind: this.crosses ? this.kind : ('self' as const), layer: this.layer, head: this.head };
  }

  #body({ shown, failure, waiting }: StepAnswer<'stepReads'>): TemplateResult {
    if (failure) {
      return html`<p role="status">
        ${failure.message} <button class="link" @click=${() => this.#question.askAgain()}>${t('Try Again')}</button>
      </p>`;
    }
    if (!shown) return html`<p class="dim" role="status">${t('Asking the engine')}</p>`;
    const { value } = shown;
    const rowAt = this.#rows.get([value], () => rowsOf(value));
    return html`${this.#where(value)}
      <lens-table
        class=${waiting ? 'waiting' : ''}
        .label=${t('What this step reads')}
        .columns=${readColumns()}
        .count=${value.pieces.length}
        .rowAt=${rowAt}
      ></lens-table>
      <div class="visually-hidden" role="status">${waiting ? nothing : readsSummary(value)}</div>`;
  }

  #kinds(): TemplateResult {
    return html`<lens-segments
      .segments=${[
        { value: 'self', label: t('Self') },
        { value: 'cross', label: t('Cross') },
      ]}
      .chosen=${this.kind}
      .label=${t('Which attention')}
      @choose=${({ detail }: CustomEvent<Kind>) => (this.kind = detail)}
    ></lens-segments>`;
  }

  #where({ layer, layers, heads }: StepReads): TemplateResult {
    const count = (length: number) => Array.from({ length }, (_, index) => index);
    return html`<div class="where">
      <select aria-label=${t('Layer')} @change=${(event: Event) => (this.layer = chosenIndex(event))}>
        ${count(layers).map(
          (index) => html`<option .selected=${index === (this.layer ?? layer)}>${t('Layer {0}', index)}</option>`,
        )}
      </select>
      <select aria-label=${t('Head')} @change=${(event: Event) => (this.head = headOf(event))}>
        <option .selected=${this.head === null}>${t('Mean')}</option>
        ${count(heads).map((index) => html`<option .selected=${index === this.head}>${t('Head {0}', index)}</option>`)}
      </select>
    </div>`;
  }
}

function chosenIndex({ target }: Event): number {
  return target instanceof HTMLSelectElement ? target.selectedIndex : 0;
}

/** The first entry of the list is the mean of the heads. */
function headOf(event: Event): number | null {
  const index = chosenIndex(event);
  return index === 0 ? null : index - 1;
}

function rowsOf({ pieces, weights }: StepReads): (index: number) => ReadRow | undefined {
  const most = weights.reduce((a, b) => Math.max(a, b), 0);
  return (index) => {
    const [piece, weight = 0] = [pieces[index], weights[index]];
    return piece && { piece, weight, share: most > 0 ? weight / most : 0 };
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'generate-reads': GenerateReads;
  }
}
