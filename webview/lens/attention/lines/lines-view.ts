import { t } from '@vscode/l10n';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { formatCount, formatFixed } from '../../../shared/format/numbers';
import type { HeatmapLinked } from '../../../shared/heatmap/heatmap-data';
import { nothingLinked } from '../../../shared/heatmap/heatmap-data';
import { setStyles } from '../../../shared/theme/set-styles';
import { elementStyles } from '../../../shared/theme/element-styles';
import { chosenNames, namesOf } from '../head/layers-heatmap';
import { Kept } from '../../../shared/store/kept';
import { visibleKeys, type Scene } from '../scene/scene';
import { rowFacts, type RowFacts } from '../axis/row-facts';
import './attention-lines';
import type { AttentionLines } from './attention-lines';
import { followRows, type RowsOnShow } from './rows-on-show';
import { sliderStyles } from '../../../shared/elements/slider-styles';

const [lowest, highest] = [0.01, 0.5];

/**
 * Attention as lines, the threshold under which they are not drawn, and the facts of the chosen row.
 *
 * @fires threshold - detail: the threshold that was chosen
 */
@customElement('attention-lines-view')
export class LinesView extends LitElement {
  static override styles = [
    elementStyles,
    sliderStyles,
    css`
      :host {
        display: block;
        min-width: 0;
      }

      h2 {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      dl {
        display: grid;
        grid-template-columns: max-content minmax(0, 1fr);
        gap: 2px 12px;
        margin: 10px 0;
        font-size: 12px;
      }

      dt,
      p {
        color: var(--vscode-descriptionForeground);
      }

      dd {
        margin: 0;
        overflow-wrap: anywhere;
      }

      p {
        margin: 6px 0 0;
        font-size: 11px;
      }
    `,
  ];

  @property({ attribute: false }) accessor scene!: Scene;
  @property({ attribute: false }) accessor rowsOnShow!: RowsOnShow;
  /** Whether the heatmap is beside. */
  @property({ attribute: false }) accessor beside = true;
  @property({ attribute: false }) accessor threshold = 0.1;
  @property({ attribute: false }) accessor linked: HeatmapLinked = nothingLinked;

  #heading = 0;
  readonly #summary = new Kept<string>();
  readonly #row = new Kept<RowFacts | null>();

  constructor() {
    super();
    followRows(this, () => {
      if (this.rowsOnShow.heading !== this.#heading) this.requestUpdate();
    });
  }

  /** The lines on show, for files. */
  get picture(): AttentionLines | null {
    return this.renderRoot.querySelector('attention-lines');
  }

  override render(): TemplateResult {
    const { scene } = this;
    const { heading } = this.rowsOnShow;
    this.#heading = heading;
    return html`
      <h2 ${setStyles({ 'min-height': this.beside ? `${heading}px` : null })}>
        ${t('Lines')} <span>${t('from row to token')}</span>
      </h2>
      <attention-lines
        .rows=${scene.queries}
        .columns=${scene.keys}
        .rowsOnShow=${this.rowsOnShow}
        .beside=${this.beside}
        .links=${scene.links}
        .chosen=${scene.rows}
        .threshold=${this.threshold}
        .linkedKey=${this.linked.column ?? scene.cell?.column ?? null}
        .summary=${this.#summary.get([scene.profile, scene.chosen, scene.keys], () => summaryOf(scene))}
        @choose-entry=${(event: CustomEvent<unknown>) => this.#fire('choose-entry', event.detail)}
        @hover-entry=${(event: CustomEvent<unknown>) => this.#fire('hover-entry', event.detail)}
      ></attention-lines>
      ${this.#slider()} ${this.#facts()} ${this.#keyFacts()}
    `;
  }

  #slider(): TemplateResult {
    const { scene } = this;
    const more = scene.moreLinks > 0 && scene.links.length > 0;
    return html`<label class="slider">
        <span>${t('Threshold')}</span>
        <input
          type="range"
          min=${lowest}
          max=${highest}
          step="0.01"
          .value=${String(this.threshold)}
          @input=${(event: Event) => this.#fire('threshold', Number((event.currentTarget as HTMLInputElement).value))}
        />
        <output>${formatFixed(this.threshold, 2)}</output>
      </label>
      ${more ? html`<p>${t('The strongest {0} links are drawn.', formatCount(scene.links.length))}</p>` : nothing}`;
  }

  #facts(): TemplateResult {
    const { scene } = this;
    const [first] = scene.chosen;
    if (first === undefined) return html`<p>${t('Choose a token to see where it attends.')}</p>`;
    const { profile } = scene;
    const single = scene.chosen.length === 1;
    const id = single ? scene.queries.idOf(first) : null;
    const facts = this.#row.get(
      [profile, first, scene.keys],
      () => profile && rowFacts(profile.weights, visibleKeys(scene, first)),
    );
    return html`<dl>
        <dt>${t('From')}</dt>
        <dd>
          <span class="mono"
            >${chosenNames(scene)} ${id === null ? nothing : html`<span class="dim">${id}</span>`}</span
          >
        </dd>
        ${
          profile && facts && single
            ? html`<dt>${t('Row entropy')}</dt>
                <dd>${t('{0} of {1} bits', formatFixed(profile.entropy, 2), formatFixed(facts.mostBits, 2))}</dd>`
            : nothing
        }
        ${
          facts
            ? html`<dt>${t('Top 3')}</dt>
                <dd>${t('{0} % of the weight', formatFixed(facts.topThree * 100, 1))}</dd>`
            : nothing
        }
      </dl>
      <p>
        ${single ? t('Ctrl-click a second token to see their sum.') : t('The numbers are the sum over these tokens.')}
      </p>`;
  }

  /** Which tokens attend to those that are chosen as keys. */
  #keyFacts(): TemplateResult | typeof nothing {
    const { chosenKeys, attendedBy, keys, queries } = this.scene;
    if (chosenKeys.length === 0 || !attendedBy) return nothing;
    return html`<dl>
      <dt>${t('To')}</dt>
      <dd><span class="mono">${namesOf(chosenKeys, keys)}</span></dd>
      <dt>${t('Attended by')}</dt>
      <dd><span class="mono">${strongestWords(attendedBy.weights, queries.label)}</span></dd>
    </dl>`;
  }

  #fire(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

/** What the lines show, in words. */
function summaryOf(scene: Scene): string {
  if (scene.chosen.length === 0 || !scene.profile) return t('Lines from each row to the tokens that it attends to');
  return t('{0} attends to {1}', chosenNames(scene), strongestWords(scene.profile.weights, scene.keys.label));
}

/** The three largest weights with their names: `learn 0.352, about 0.218, I 0.161`. */
function strongestWords(weights: Float32Array, label: (entry: number) => string): string {
  const strongest = Array.from(weights, (_, index) => index)
    .sort((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0))
    .slice(0, 3);
  return strongest.map((entry) => `${label(entry)} ${formatFixed(weights[entry] ?? 0, 3)}`).join(', ');
}

declare global {
  interface HTMLElementTagNameMap {
    'attention-lines-view': LinesView;
  }
}
