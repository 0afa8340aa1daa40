import { css } from 'lit';

/** A README as VS Code's own previews draw Markdown, in the sizes of this page. */
export const readmeStyles = css`
  :host {
    display: block;
    min-width: 0;
  }

  h2 {
    padding-bottom: 6px;
    border-bottom: 1px solid var(--lens-hairline);
    font-size: 15px;
  }

  .folded {
    max-height: 560px;
    overflow: hidden;
  }

  .content {
    display: flow-root;
    max-width: 84ch;
    line-height: 20px;
    overflow-wrap: anywhere;
  }

  .all {
    margin-top: 8px;
    font-size: 12px;
  }

  h3,
  h4,
  h5,
  h6 {
    margin: 16px 0 4px;
    font-size: 13px;
    font-weight: 600;
    line-height: 20px;
  }

  h3 {
    font-size: 14px;
  }

  p,
  ul,
  ol,
  dl,
  blockquote,
  figure,
  .wide {
    margin: 6px 0;
  }

  ul,
  ol {
    padding-left: 24px;
  }

  [role='link'] {
    color: var(--vscode-textLink-foreground);
    text-decoration: underline;
    cursor: pointer;
  }

  [role='link']:hover {
    color: var(--vscode-textLink-activeForeground);
  }

  code,
  kbd,
  samp {
    padding: 1px 3px;
    border-radius: 3px;
    background: var(--vscode-textCodeBlock-background);
    font-family: var(--lens-mono);
    font-size: 12px;
  }

  .wide {
    overflow-x: auto;
  }

  pre {
    width: max-content;
    min-width: 100%;
    margin: 0;
    padding: 8px 12px;
    border: 1px solid var(--lens-track-border);
    border-radius: 3px;
    background: var(--vscode-textCodeBlock-background);
    overflow-wrap: normal;
  }

  pre code {
    padding: 0;
    background: none;
    line-height: 18px;
  }

  blockquote {
    padding: 0 12px;
    border-left: 3px solid var(--vscode-textBlockQuote-border);
    color: var(--vscode-descriptionForeground);
  }

  table {
    border-collapse: collapse;
    font-size: 12px;
    overflow-wrap: normal;
  }

  th,
  td {
    padding: 3px 10px;
    border: 1px solid var(--lens-card-border);
    text-align: left;
  }

  th {
    font-weight: 600;
  }

  [align='center'] {
    text-align: center;
  }

  [align='right'] {
    text-align: right;
  }

  hr {
    margin: 12px 0;
    border: 0;
    border-top: 1px solid var(--lens-hairline);
  }

  img {
    max-width: 100%;
    height: auto;
  }

  .picture {
    max-width: 100%;
    margin: 2px 0;
    padding: 1px 8px;
    border: 1px solid var(--lens-button-border);
    border-radius: 4px;
    background: var(--vscode-button-secondaryBackground, transparent);
    color: var(--vscode-button-secondaryForeground, inherit);
    font: inherit;
    font-size: 12px;
    line-height: 18px;
    text-align: start;
    cursor: pointer;
  }
`;
