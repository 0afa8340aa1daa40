import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { LensState } from '../../../src/common/contracts/lens';
import type { Classification, Run } from '../../../src/common/contracts/run';
import { wordTask } from '../../../src/common/contracts/words/word-task';
import { buttonStyles } from '../../shared/elements/button';
import { isSaidAbove } from '../notices/said-above';
import { StoreElement } from '../store/store-element';
import { rowText } from './batch/batch-row';
import './batch/prediction-batch';
import { chosenLoss } from './labels/chosen-loss';
import './labels/prediction-labels';
import { lossOf } from './loss';
import './prediction-failure';
import { announcement, answerLine, methodOf } from './prediction-words';
import { predictionsStyles } from './predictions-styles';
import { predictionButtons } from './run/prediction-buttons';
import './run/run-list';
import './value/prediction-values';
import './words/lens-surprise';
import './words/masked-words';

/** The Predictions tab: what the model's head says of the texts, and what it follows from. */
@customElement('lens-predictions')
export class LensPredictions extends StoreElement {
  static override styles = [...StoreElement.styles, buttonStyles, predictionsStyles];

  override render(): TemplateResult {
    const { state } = this.store;
    if (!state?.run) return html`${nothing}`;
    const { run } = state;
    const words = wordTask(state.model?.info);
    if (words === 'masks') return html`<lens-masked-words .store=${this.store}></lens-masked-words>`;
    if (words === 'surprise') return html`<lens-surprise .store=${this.store}></lens-surprise>`;
    if (run.prediction?.ok) return this.#renderPrediction(run, run.prediction.value, state.source);
    return html`
      ${
        run.prediction && !isSaidAbove(state, run.prediction.error)
          ? html`<prediction-failure .store=${this.store} .error=${run.prediction.error}></prediction-failure>`
          : nothing
      }
      <lens-run-facts .store=${this.store}></lens-run-facts>
    `;
  }

  #renderPrediction(run: Run, prediction: Classification, source: LensState['source']): TemplateResult {
    const row = this.store.row;
    const batch = run.rows.length > 1;
    return html`
      <h2>${t('Text classification')} <span>${methodOf(prediction)}</span></h2>
      ${source?.pair == null ? nothing : html`<p class="pair">${t('read with the pair “{0}”', source.pair)}</p>`}
      ${
        batch
          ? html`<prediction-batch
              class="batch"
              .run=${run}
              .prediction=${prediction}
              .source=${source}
              .row=${row}
              @choose=${({ detail }: CustomEvent<number>) => this.store.update({ row: detail })}
            ></prediction-batch>`
          : nothing
      }
      <div class=${batch ? 'columns split' : 'columns'}>
        <section>${batch ? this.#renderTitle(run, row, source) : nothing}${this.#renderRow(prediction, row)}</section>
        <section class="run"><lens-run-facts .store=${this.store}></lens-run-facts></section>
      </div>
      ${predictionButtons(source?.pair != null, (action) => void this.store.wishes.perform(action))}
      <div class="visually-hidden" role="status">
        ${this.store.state?.phase === 'ready' ? announcement(prediction, row) : nothing}
      </div>
    `;
  }

  #renderTitle(run: Run, row: number, source: LensState['source']): TemplateResult {
    const excerpt = rowText(run, row, source);
    return html`<h2 class="row-title"><b>${row + 1}</b> <span title=${excerpt}>${excerpt}</span></h2>`;
  }

  #renderRow(prediction: Classification, row: number): TemplateResult {
    if (prediction.problemType === 'regression') {
      return html`<prediction-values .prediction=${prediction} .row=${row}></prediction-values>`;
    }
    const { label } = this.store.view;
    const loss = label === null ? null : lossOf(prediction, row, label);
    return html`<prediction-labels
        .prediction=${prediction}
        .row=${row}
        .chosen=${label}
        @choose=${({ detail }: CustomEvent<number | null>) => this.store.update({ label: detail })}
      ></prediction-labels>
      ${answerLine(prediction, row)}
      <div class="loss" role="status">${loss ? chosenLoss(loss) : nothing}</div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lens-predictions': LensPredictions;
  }
}
