import { t } from '@vscode/l10n';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { LineResult, LinesState } from '../../src/common/contracts/lines';
import { button, buttonStyles } from '../shared/elements/button';
import { icon } from '../shared/elements/icon';
import { searchBoxStyles } from '../shared/elements/search-box';
import { selectStyles } from '../shared/elements/select-styles';
import { NarrowController } from '../shared/layout/narrow';
import '../shared/table/data-table';
import { nextSort } from '../shared/table/table-column';
import { elementStyles } from '../shared/theme/element-styles';
import { distribution } from './head/distribution';
import { lineTools } from './head/line-tools';
import { statusLines } from './head/status-lines';
import { linesStyles } from './lines-styles';
import { lineColumns } from './rows/line-columns';
import type { LinesStore } from './store/lines-store';

/** Every line of a document with what the model says of it: a table that can be ordered, searched and saved. */
@customElement('lines-app')
export class LinesApp extends LitElement {
  static override styles = [elementStyles, buttonStyles, searchBoxStyles, selectStyles, linesStyles];

  /** Set once; calls `requestUpdate` after every change. */
  @property({ attribute: false }) accessor store!: LinesStore;

  /** Number of the chosen line in the document. */
  @state() private accessor chosen: number | null = null;

  readonly #layout = new NarrowController(this);

  /** Rows come in many messages: they are drawn once a frame, and not at all while the view is hidden. */
  protected override async scheduleUpdate(): Promise<void> {
    await new Promise(requestAnimationFrame);
    await super.scheduleUpdate();
  }

  override render(): TemplateResult {
    const { state: shown } = this.store;
    if (!shown) return html`${nothing}`;
    return html`
      ${shown.phase === 'running' ? this.#renderProgress(shown) : nothing}
      <header>
        <h2>${t('Every line of {0}', shown.documentName)} <span>${distribution(this.store)}</span></h2>
        <span class="model dim" title=${shown.modelId}>${shown.modelId}</span>
      </header>
      <div role="status">${statusLines(this.store, shown)}</div>
      ${this.store.total === 0 ? this.#renderEmpty(shown) : this.#renderTable(shown)}
    `;
  }

  #renderProgress({ done, total }: LinesState): TemplateResult {
    return html`<progress aria-label=${t('Classified lines')} max=${Math.max(1, total)} .value=${done}></progress>`;
  }

  #renderEmpty({ phase, documentName }: LinesState): TemplateResult | typeof nothing {
    if (phase !== 'done') return nothing;
    return html`<div class="empty">
      ${icon('list-flat', 24)}
      <p>${t('{0} has no line with text.', documentName)}</p>
      ${button({ label: t('Run Again'), onClick: () => this.store.runAgain() })}
    </div>`;
  }

  #renderTable(shown: LinesState): TemplateResult {
    const { shown: lines, filter } = this.store;
    const chosen = this.chosen === null ? -1 : lines.findIndex(({ line }) => line === this.chosen);
    const largest = shown.problemType === 'regression' ? largestScore(lines) : 1;
    return html`
      ${lineTools(this.store)}
      <lens-table
        class=${shown.stale ? 'stale' : ''}
        .label=${t('Lines of {0}', shown.documentName)}
        .columns=${lineColumns(shown, largest, this.#layout.narrow)}
        .count=${lines.length}
        .rowAt=${(index: number) => lines[index]}
        .chosen=${chosen < 0 ? [] : [chosen]}
        .sort=${filter.sort}
        @sort=${({ detail }: CustomEvent<string>) =>
          this.store.show({ sort: nextSort(filter.sort, detail, detail === 'score' ? 'descending' : 'ascending') })}
        @choose=${({ detail }: CustomEvent<{ index: number }>) => this.#choose(lines[detail.index])}
        @let-go=${() => (this.chosen = null)}
      ></lens-table>
      ${lines.length === 0 ? html`<p class="none">${t('No line matches the filter.')}</p>` : nothing}
    `;
  }

  #choose(line: LineResult | undefined): void {
    if (!line) return;
    this.chosen = line.line;
    this.store.reveal(line);
  }
}

function largestScore(lines: readonly LineResult[]): number {
  return lines.reduce((largest, { score }) => Math.max(largest, Math.abs(score ?? 0)), 0);
}
