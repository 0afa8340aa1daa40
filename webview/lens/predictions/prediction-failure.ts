import { t } from '@vscode/l10n';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { LensAction } from '../../../src/common/contracts/lens';
import type { ErrorCode, ErrorData } from '../../../src/common/errors/lens-error';
import { button, buttonStyles } from '../../shared/elements/button';
import { icon } from '../../shared/elements/icon';
import { noticeStyles } from '../notices/notice-styles';
import { StoreElement } from '../store/store-element';

/** Why there is no prediction while the tokens are there: what happened, the reason, what helps. */
@customElement('prediction-failure')
export class PredictionFailure extends StoreElement {
  static override styles = [
    ...StoreElement.styles,
    buttonStyles,
    noticeStyles,
    css`
      .card {
        margin-bottom: 16px;
        padding: 0 0 16px;
      }
    `,
  ];

  @property({ attribute: false }) accessor error!: ErrorData;

  override render(): TemplateResult {
    const { code, message, help } = this.error;
    const untrained = code === 'missing-weights';
    return html`<div class=${untrained ? 'card info' : 'card error'} role="status">
      ${icon(untrained ? 'info' : 'error')}
      <div class="words">
        <h2>${untrained ? t('This checkpoint has no trained head') : t('There is no prediction')}</h2>
        <p>${message}</p>
        ${help === undefined ? nothing : html`<p class="dim">${help}</p>`}
        <div class="buttons">
          ${actionsFor(code).map(([action, label], index) =>
            button({ label, primary: index === 0, onClick: () => void this.store.wishes.perform(action) }),
          )}
        </div>
      </div>
    </div>`;
  }
}

/** What may help, the most useful first. */
function actionsFor(code: ErrorCode): (readonly [LensAction, string])[] {
  const log = ['showLog', t('Show Log')] as const;
  const choose = ['chooseModel', t('Choose Model')] as const;
  const again = ['runAgain', t('Run Again')] as const;
  switch (code) {
    case 'missing-weights':
      return [choose, ['useSample', t('Use the Sample')], ['openConfig', t('Open Config')]];
    case 'device':
      return [['chooseDevice', t('Choose Device')], again, log];
    case 'unsupported':
    case 'bad-file':
    case 'not-found':
    case 'too-big':
    case 'gated':
      return [choose, log];
    case 'usage':
    case 'offline':
    case 'network':
    case 'disk':
    case 'cancelled':
    case 'gone':
    case 'diverged':
    case 'internal':
      return [again, log];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'prediction-failure': PredictionFailure;
  }
}
