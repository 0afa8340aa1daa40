import { t } from '@vscode/l10n';
import { css, html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { createRef, ref } from 'lit/directives/ref.js';
import '../../../shared/chart/chart';
import type { Chart } from '../../../shared/chart/chart';
import type { ChartData } from '../../../shared/chart/chart-data';
import { seriesMark } from '../../../shared/chart/series-mark';
import { formatFixed } from '../../../shared/format/numbers';
import { Kept } from '../../../shared/store/kept';
import { chartFigure } from './chart-figure';
import { pathData, pathSeries, pathStep } from './path-series';
import { PictureElement, type Figure } from './picture-element';

/** The way of the token that the head reads, through the layers; choosing a step chooses its layer. */
@customElement('layers-path')
export class TokenPath extends PictureElement {
  static override styles = [
    ...PictureElement.styles,
    css`
      dl {
        display: grid;
        grid-template-columns: 22px auto minmax(0, 1fr) auto;
        gap: 2px 8px;
        margin: 4px 0 0;
        padding-left: 28px;
        font-size: 12px;
      }

      dl > div {
        display: contents;
      }

      dt {
        display: contents;
      }

      dd {
        margin: 0;
        text-align: right;
      }

      dt > svg {
        align-self: center;
      }
    `,
  ];

  readonly #chart = createRef<Chart>();
  readonly #data = new Kept<ChartData>();
  readonly #describe = new Kept<(stop: number) => readonly string[]>();

  override render(): TemplateResult {
    const { scene } = this;
    const { state, overview, axis } = scene;
    const describe = this.#describe.get([scene], () => (stop: number) => pathStep(scene, stop));
    return html`
      <div class="head">
        <h2>${t('Path of')} <b class="mono">${axis.label(overview.path.token)}</b> <span>${this.#note()}</span></h2>
      </div>
      <lens-chart
        .label=${t('Path of {0} through the layers', axis.label(overview.path.token))}
        .data=${this.#data.get([overview.path, state], () => pathData(scene))}
        .height=${216}
        .describe=${describe}
        ${ref(this.#chart)}
        @choose=${(event: CustomEvent<number>) => this.fire('choose-state', event.detail)}
      ></lens-chart>
      <dl>
        ${pathSeries(scene).map(
          ({ label, tone, values }) =>
            html`<div>
              <dt>${seriesMark(tone)}<span class="dim">${t('cosine')}</span><span>${label}</span></dt>
              <dd>${formatFixed(values[state] ?? NaN, 3).replace('NaN', '')}</dd>
            </div>`,
        )}
      </dl>
    `;
  }

  override figure(): Figure | null {
    const { overview, axis } = this.scene;
    return chartFigure(
      this.#chart.value,
      t('Path of {0}', axis.label(overview.path.token)),
      this.#note(),
      pathSeries(this.scene),
    );
  }

  #note(): string {
    const { stack, overview, axis } = this.scene;
    const token = axis.axis[overview.path.token * 2];
    return stack.readToken !== null && token === stack.readToken
      ? t('the token that the head reads')
      : t('the first token');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'layers-path': TokenPath;
  }
}
