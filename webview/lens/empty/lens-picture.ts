import { html, type TemplateResult } from 'lit';

/** The extension's sign: a lens over bars. */
export const lensPicture: TemplateResult = html`<svg
  width="32"
  height="32"
  viewBox="0 0 32 32"
  fill="none"
  stroke="currentColor"
  stroke-width="2"
  stroke-linecap="round"
  aria-hidden="true"
>
  <circle cx="13.5" cy="13.5" r="10" />
  <path d="M21 21l8 8M9.5 11.5v4M13.5 9v9M17.5 11.5v4" />
</svg>`;
