import { t } from '@vscode/l10n';
import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import '../../../shared/chart/chart';
import type { ChartData } from '../../../shared/chart/chart-data';
import { elementStyles } from '../../../shared/theme/element-styles';
import { headMeasures, headName, headTitle } from '../head-words';
import { Kept } from '../../../shared/store/kept';
import type { Scene } from '../scene/scene';
import { headChart, measuredHeads } from './head-chart';
import './link-table';

/**
 * Entropy and distance of all heads, and the strongest links between words.
 *
 * @fires choose-head - detail `{ layer, head }`
 * @fires choose-link - detail: a link of the table
 * @fires hover-link - detail: a link, or null
 */
@customElement('attention-stats')
export class StatsView extends LitElement {
  static override styles = [
    elementStyles,
    css`
      :host {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(230px, 100%), 1fr));
        gap: 14px 18px;
        align-content: start;
        min-width: 0;
      }

      section {
        min-width: 0;
      }

      h2 {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
    `,
  ];

  @property({ attribute: false }) accessor scene!: Scene;

  readonly #chart = new Kept<ChartData>();
  readonly #describe = new Kept<(stop: number) => readonly string[]>();

  override render(): TemplateResult {
    const { scene } = this;
    const { grid, looked, cell } = scene;
    const data = this.#chart.get([grid, looked], () => headChart(grid, looked));
    const chosen = {
      ...scene.matrix,
      layer: scene.matrix.layer ?? -1,
      query: cell?.row ?? -1,
      key: cell?.column ?? -1,
    };
    return html`
      <section>
        <h2 title=${this.#explanation()}>${this.#title()} <span>${this.#explanation()}</span></h2>
        <lens-chart
          .label=${t('Heads by entropy and distance')}
          .data=${data}
          .height=${220}
          .describe=${this.#describe.get([grid], () => (stop: number) => this.#facts(stop))}
          @choose=${(event: CustomEvent<number>) => this.#fire('choose-head', this.#place(event.detail))}
        ></lens-chart>
      </section>
      <attention-links
        .links=${scene.strongest}
        .queryLabel=${scene.queries.label}
        .keyLabel=${scene.keys.label}
        .chosen=${chosen}
        @choose-link=${(event: CustomEvent<unknown>) => this.#fire('choose-link', event.detail)}
        @hover-link=${(event: CustomEvent<unknown>) => this.#fire('hover-link', event.detail)}
      ></attention-links>
    `;
  }

  /** Queries and keys of cross-attention are other texts, with no distance between them. */
  #title(): string {
    return this.scene.looked.stack.kind === 'cross' ? t('Entropy by layer') : t('Entropy and distance');
  }

  #explanation(): string {
    const { mode, layer, head } = this.scene.looked;
    return mode === 'head' ? t('blue: layer {0}; ringed: head {1}', layer, head ?? 0) : t('blue: layer {0}', layer);
  }

  #place(stop: number): { layer: number; head: number } {
    const { heads } = this.scene.looked.stack;
    const index = measuredHeads(this.scene.grid)[stop] ?? 0;
    return { layer: Math.floor(index / heads), head: index % heads };
  }

  #facts(stop: number): string[] {
    const { grid, looked, asked } = this.scene;
    const { layer, head } = this.#place(stop);
    const at = layer * looked.stack.heads + head;
    const measures = headMeasures(grid.entropy[at], grid.distance[at]);
    return [headTitle(layer, head), measures, headName(looked.stack, asked.row, layer, head)];
  }

  #fire(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'attention-stats': StatsView;
  }
}
