import { css, html, nothing, type TemplateResult } from 'lit';

/** A name with its value; `mark` says what is special about it. */
export interface Fact {
  readonly name: string;
  readonly value: string | TemplateResult;
  /** Behind the value, dim, such as an id. */
  readonly more?: string;
  readonly mono?: boolean;
  readonly dim?: boolean;
  readonly title?: string;
}

/** Names at the left, values at the right. Needs {@link factStyles}. */
export function factList(facts: readonly Fact[]): TemplateResult {
  return html`<dl>
    ${facts.map(
      ({ name, value, more, mono, dim, title }) =>
        html`<div class=${dim === true ? 'dim' : ''} title=${title ?? nothing}>
          <dt class=${mono === true ? 'mono' : ''}>${breakable(name)}</dt>
          <dd class=${mono === true ? 'mono' : ''}>
            ${value} ${more === undefined ? nothing : html`<span class="more">${more}</span>`}
          </dd>
        </div>`,
    )}
  </dl>`;
}

/** A name of code may go on in the next line behind each of its words. */
function breakable(name: string): readonly unknown[] {
  return name.split('_').map((word, index) => (index === 0 ? word : html`_<wbr />${word}`));
}

export const factStyles = css`
  dl {
    margin: 0;
    font-size: 12px;
    line-height: 20px;
  }

  dl > div {
    display: flex;
    justify-content: space-between;
    gap: 16px;
  }

  dt {
    flex: none;
    max-width: 70%;
    color: var(--vscode-descriptionForeground);
    overflow-wrap: anywhere;
  }

  dd {
    min-width: 0;
    margin: 0;
    text-align: right;
    overflow-wrap: anywhere;
  }

  .dim > dd,
  .more {
    color: var(--vscode-descriptionForeground);
  }
`;
