import { html, type TemplateResult } from 'lit';
import type { GeneratedToken } from '../../../../src/common/contracts/generation/engine-requests';
import { surpriseLevel } from '../../../../src/common/statistics/surprise';
import type { LensStore } from '../../store/lens-store';
import type { PlacedToken } from '../../store/token-place';
import { StripRow } from '../../strip/strip-row';
import { pieceName, tokenLabel } from '../sequences/token-words';

/** The chips of the prompt as the Lens has them, then those of the sequence that is looked at, in its colours of surprise. */
export class GeneratedRow {
  readonly #prompt: StripRow;
  readonly #tokens: readonly GeneratedToken[];
  /** Changes when the chips are other ones than before, and not when there are more. */
  readonly key: string;

  constructor(private readonly store: LensStore) {
    const { generation } = store;
    this.#prompt = new StripRow(store, 'model', 0);
    this.#tokens = generation.sequence?.tokens ?? [];
    this.key = `${this.#prompt.key}/${generation.place?.branch ?? ''}/${generation.place?.sequence ?? ''}`;
  }

  get count(): number {
    return this.promptCount + this.#tokens.length;
  }

  get promptCount(): number {
    return this.#prompt.items.count;
  }

  /** The step that a chip stands for; null for one of the prompt. */
  stepOf(item: number): number | null {
    return item < this.promptCount ? null : item - this.promptCount;
  }

  /** The token of the prompt that a chip stands for. */
  placed(item: number): PlacedToken | null {
    return item < this.promptCount ? this.#prompt.placed(item) : null;
  }

  joinsNext(item: number): boolean {
    return item < this.promptCount - 1 && this.#prompt.joinsNext(item);
  }

  draw(item: number, cursor: number): TemplateResult {
    const step = this.stepOf(item);
    if (step === null) return this.#prompt.draw(item, cursor);
    const token = this.#tokens[step];
    const chip = token && this.#chip(token, step, cursor);
    return step === 0 ? html`<span class="divider"></span>${chip}` : html`${chip}`;
  }

  #chip(token: GeneratedToken, step: number, cursor: number): TemplateResult {
    const item = this.promptCount + step;
    const label = tokenLabel(token, `${pieceName(token)} ${token.id}`);
    return html`<span
      class="chip generated surprise${surpriseLevel(token.probability)} ${item === cursor ? 'cursor' : ''}"
      role="option"
      id=${`chip-${item}`}
      data-item=${item}
      aria-posinset=${item + 1}
      aria-setsize=${this.count}
      aria-selected=${String(this.store.generation.place?.step === step)}
      aria-label=${label}
      title=${`${token.token}\n${label}`}
    >
      <span class="text">${pieceName(token)}</span>
      <span class="id">${token.id}</span>
    </span>`;
  }
}
