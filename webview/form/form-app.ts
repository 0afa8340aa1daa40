import { t } from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { buttonStyles } from '../shared/elements/button';
import { failureLine, noticeLineStyles } from '../shared/elements/notice-line';
import { progressLine, progressLineStyles } from '../shared/elements/progress-line';
import { selectStyles } from '../shared/elements/select-styles';
import { elementStyles } from '../shared/theme/element-styles';
import { fieldStyles } from './field-styles';
import { formEnd } from './form-end';
import { formStyles } from './form-styles';
import './preflight/form-preflight';
import './preview/form-preview';
import './settings/form-settings';
import './source/form-source';
import { FormElement } from './store/form-element';

/** The form of a fine-tuning run: what is trained on what, every setting, and what is known before it starts. */
@customElement('form-app')
export class FormApp extends FormElement {
  static override styles = [
    elementStyles,
    buttonStyles,
    noticeLineStyles,
    progressLineStyles,
    selectStyles,
    fieldStyles,
    formStyles,
  ];

  override render(): TemplateResult {
    const { store } = this;
    const { state } = store;
    if (!state) return progressLine(t('Preparing the form'));
    return html`<div role="status">${failureLine(store.failure, () => store.forgetFailure())}</div>
      <form-source .store=${store}></form-source>
      <form-preview .store=${store}></form-preview>
      <form-settings .store=${store}></form-settings>
      <form-preflight .store=${store}></form-preflight>
      ${formEnd(store, state)}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'form-app': FormApp;
  }
}
