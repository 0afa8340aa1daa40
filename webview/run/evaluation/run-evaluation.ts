import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Evaluation } from '../../../src/common/contracts/training/run-folder';
import type { RunPageState } from '../../../src/common/contracts/training/run-view';
import { ThemeController } from '../../shared/colour/theme-observer';
import { NarrowController } from '../../shared/layout/narrow';
import { Kept } from '../../shared/store/kept';
import { elementStyles } from '../../shared/theme/element-styles';
import { standingOf } from '../head/run-words';
import { RunElement } from '../store/run-element';
import { confusionHeatmap, type ConfusionValues, confusionValues } from './confusion-heatmap';
import { confusionTable } from './confusion-table';
import { evaluationStyles } from './evaluation-styles';
import { labelTable } from './label-table';
import { metricFacts, withoutMatrix } from './metric-facts';
import { mistakeList } from './mistake-list';

/** Up to so many labels have cells with their counts; more are a heatmap, which can be zoomed. */
const mostCells = 14;
/** From this width on, in pixels, mistakes stand beside a matrix and its measures without cutting them off. */
const besideMistakes = 720;

/** What the model got right and wrong: the confusion matrix, each label's measures, and the surest mistakes. */
@customElement('run-evaluation')
export class RunEvaluation extends RunElement {
  static override styles = [elementStyles, evaluationStyles];

  @state() private accessor allMistakes = false;

  readonly #layout = new NarrowController(this);
  readonly #columns = new NarrowController(this, besideMistakes);
  readonly #theme = new ThemeController(this);
  readonly #confusion = new Kept<ConfusionValues>();

  override render(): TemplateResult {
    const { page } = this.store;
    if (!page) return html`${nothing}`;
    const { evaluation } = page;
    if (!evaluation)
      return html`<h2>${t('Evaluation')}</h2>
        <p class="dim">${noneYet(page)}</p>`;
    const best = page.run.state.best?.step === evaluation.result.step;
    const of = best ? t('{0}, best', evaluation.of) : evaluation.of;
    return html`<div class="columns ${this.#columns.narrow ? 'narrow' : ''}">
      <section>
        <h2>${t('Evaluation')} <span>${of}</span></h2>
        ${this.#measures(page, evaluation.result)}
      </section>
      ${this.#mistakes(evaluation.result)}
    </div>`;
  }

  #measures({ run }: RunPageState, result: Evaluation): TemplateResult {
    const { confusion, labels } = result;
    const facts = metricFacts(result);
    if (!confusion || confusion.length !== labels.length || labels.length === 0) {
      return html`<p class="dim">${withoutMatrix(run.task, labels.length)}</p>
        ${facts} ${labels.length > 0 ? labelTable(labels) : nothing}`;
    }
    if (labels.length > mostCells) {
      const values = this.#confusion.get([result], () => confusionValues(result, confusion));
      return html`${confusionHeatmap(values)} ${facts} ${labelTable(labels)}`;
    }
    const beside = !this.#layout.narrow && labels.length <= 6;
    return html`<div class="matrix" tabindex="0" role="group" aria-label=${t('Confusion matrix')}>
        ${confusionTable(result, confusion, this.#theme.colours, beside)}
      </div>
      ${facts} ${beside ? nothing : labelTable(labels)}`;
  }

  #mistakes(result: Evaluation): TemplateResult | typeof nothing {
    return mistakeList({
      ...{ result, all: this.allMistakes },
      onOpen: (index) => this.store.openMistake(index),
      onAll: () => (this.allMistakes = !this.allMistakes),
    });
  }
}

/** Why there is nothing here, and what comes next. */
function noneYet({ run, data }: RunPageState): string {
  const going = standingOf(run) === 'going';
  if (data?.validationRows === 0) {
    return t(
      'No rows are kept for evaluation. Duplicate the run and set validation_size or validation_file to have them.',
    );
  }
  if (going) return t('After the first evaluation the confusion matrix and the surest mistakes stand here.');
  return t('This run ended before its first evaluation. Set eval_strategy to have one each epoch or every eval_steps.');
}

declare global {
  interface HTMLElementTagNameMap {
    'run-evaluation': RunEvaluation;
  }
}
