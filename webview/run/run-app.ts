import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { buttonStyles } from '../shared/elements/button';
import { noticeLineStyles } from '../shared/elements/notice-line';
import { progressBarStyles } from '../shared/elements/progress-bar';
import { progressLine, progressLineStyles } from '../shared/elements/progress-line';
import { elementStyles } from '../shared/theme/element-styles';
import './compare/run-comparison';
import './curves/run-curves';
import './evaluation/run-evaluation';
import { runHead } from './head/run-head';
import { runNotices } from './head/run-notices';
import { runStyles } from './run-styles';
import { RunElement } from './store/run-element';

/** The page of a fine-tuning run: how far it is, its curves, what the model got wrong, and what training changed. */
@customElement('run-app')
export class RunApp extends RunElement {
  static override styles = [
    elementStyles,
    buttonStyles,
    noticeLineStyles,
    progressBarStyles,
    progressLineStyles,
    runStyles,
  ];

  override render(): TemplateResult {
    const { store } = this;
    const { page } = store;
    if (!page) return html`${progressLine(t('Reading the run'))}`;
    const comparing = store.comparison.phase === 'running';
    return html`${comparing ? progressLine(store.comparison.message) : nothing} ${runHead(store, page)}
      ${runNotices(store, page)}
      <run-curves .store=${store}></run-curves>
      <run-evaluation .store=${store}></run-evaluation>
      <run-comparison .store=${store}></run-comparison>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'run-app': RunApp;
  }
}
