import { t } from '@vscode/l10n';
import { css, html, nothing, type TemplateResult } from 'lit';
import type { ErrorData } from '../../../src/common/errors/lens-error';
import { icon } from './icon';
import { iconButton } from './icon-button';

const icons = { info: 'info', warning: 'warning', error: 'error', offline: 'cloud' };

export interface NoticeLine {
  readonly severity: keyof typeof icons;
  readonly text: string;
  /** The one thing that helps. */
  readonly action?: { readonly label: string; readonly run: () => void } | undefined;
  readonly onClose?: () => void;
}

/** What is the matter in one line. Stands inside an element with the role `status`. Needs {@link noticeLineStyles}. */
export function noticeLine({ severity, text, action, onClose }: NoticeLine): TemplateResult {
  return html`<div class="notice-line ${severity}">
    ${icon(icons[severity])}<span class="text">${text}</span>
    ${action ? html`<button class="link" @click=${action.run}>${action.label}</button>` : nothing}
    ${onClose ? iconButton({ name: 'close', label: t('Close'), onClick: onClose }) : nothing}
  </div>`;
}

/** What the host refused, until it is closed. */
export function failureLine(failure: ErrorData | null, onClose: () => void): TemplateResult | typeof nothing {
  if (!failure) return nothing;
  return noticeLine({ severity: 'error', text: [failure.message, failure.help ?? ''].join(' ').trim(), onClose });
}

export const noticeLineStyles = css`
  .notice-line {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 8px;
    min-height: 30px;
    padding: 4px var(--notice-inset, 12px);
    border-bottom: 1px solid var(--lens-hairline);
    font-size: 12px;
  }

  .notice-line > vscode-icon {
    flex: none;
  }

  .notice-line > .text {
    flex: 1 1 140px;
    min-width: 0;
    overflow-wrap: anywhere;
  }

  .notice-line > .link {
    flex: none;
    margin-left: auto;
  }

  .notice-line.info > vscode-icon {
    color: var(--vscode-editorInfo-foreground);
  }

  .notice-line.warning > vscode-icon {
    color: var(--vscode-editorWarning-foreground);
  }

  .notice-line.error > vscode-icon {
    color: var(--vscode-errorForeground);
  }
`;
