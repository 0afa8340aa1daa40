import { css, html, type TemplateResult } from 'lit';

export interface SearchBoxParams {
  /** Accessible name, and what the empty box says. */
  readonly label: string;
  readonly value: string;
  readonly onInput: (text: string) => void;
}

/** A box to filter a list with. Needs {@link searchBoxStyles}. */
export function searchBox({ label, value, onInput }: SearchBoxParams): TemplateResult {
  return html`<input
    class="search-box"
    type="search"
    aria-label=${label}
    placeholder=${label}
    .value=${value}
    @input=${(event: InputEvent) => event.target instanceof HTMLInputElement && onInput(event.target.value)}
  />`;
}

export const searchBoxStyles = css`
  .search-box {
    flex: 1;
    min-width: 80px;
    height: 24px;
    padding: 0 6px;
    border: 1px solid var(--vscode-input-border, var(--lens-button-border));
    border-radius: 4px;
    background: var(--vscode-input-background);
    color: var(--vscode-input-foreground);
    font: inherit;
  }

  .search-box::placeholder {
    color: var(--vscode-input-placeholderForeground);
  }

  .search-box:focus {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: -1px;
  }
`;
