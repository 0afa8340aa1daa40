import { css, html, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';

/**
 * The icon font's style sheet, for the shadow root of an element that draws {@link glyph}s. (`vscode-icon` is an element
 * with a style sheet of its own for each icon, which a long list cannot afford.)
 */
export function glyphSheet(): TemplateResult {
  const href = document.getElementById('vscode-codicon-stylesheet')?.getAttribute('href') ?? undefined;
  return html`<link rel="stylesheet" href=${ifDefined(href)} />`;
}

/** A codicon, hidden from screen readers. Needs {@link glyphSheet} and {@link glyphStyles}. */
export function glyph(name: string): TemplateResult {
  return html`<span class="glyph codicon codicon-${name}" aria-hidden="true"></span>`;
}

/** Its room is there before the font is. `--glyph-size` changes it. */
export const glyphStyles = css`
  .glyph.codicon[class*='codicon-'] {
    flex: none;
    width: var(--glyph-size, 16px);
    height: var(--glyph-size, 16px);
    overflow: hidden;
    font-size: var(--glyph-size, 16px);
  }
`;
