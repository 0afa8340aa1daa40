import { css, html, type TemplateResult } from 'lit';

/** A fact in a frame; `strong` for the one that names what kind of thing this is. Needs {@link badgeStyles}. */
export function badge(text: string, strong = false): TemplateResult {
  return html`<span class="badge ${strong ? 'strong' : ''}">${text}</span>`;
}

export const badgeStyles = css`
  .badge {
    flex: none;
    padding: 0 6px;
    border: 1px solid var(--lens-card-border);
    border-radius: 3px;
    font-size: 11px;
    line-height: 16px;
    white-space: nowrap;
  }

  .badge.strong {
    border-color: var(--lens-badge-border);
    background: var(--lens-badge-background);
  }
`;
