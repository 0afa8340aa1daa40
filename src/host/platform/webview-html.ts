/** Our webviews, by the name of their script and style sheet in `dist/webview`. */
export type WebviewName = 'lens' | 'lines' | 'hub' | 'downloads' | 'details' | 'run' | 'form';

/** What a webview's page is made of. All addresses are such as the webview may load. */
export interface WebviewPage {
  readonly title: string;
  readonly language: string;
  readonly script: string;
  readonly styles: readonly { readonly href: string; readonly id?: string }[];
  readonly cspSource: string;
  /** Random, of one page only. */
  readonly nonce: string;
  /** Translations by the English text; undefined for English. */
  readonly translations: Readonly<Record<string, unknown>> | undefined;
}

/** The page of a webview. Its Content Security Policy allows our one script, our style sheets and fonts, nothing inline. */
export function webviewHtml(page: WebviewPage): string {
  const policy = [
    `default-src 'none'`,
    // These two do not follow from default-src.
    `base-uri 'none'`,
    `form-action 'none'`,
    `script-src 'nonce-${page.nonce}'`,
    `style-src ${page.cspSource}`,
    `font-src ${page.cspSource}`,
    `img-src ${page.cspSource} data:`,
  ].join('; ');
  const styles = page.styles.map(({ href, id }) => {
    const name = id === undefined ? '' : ` id="${escapeHtml(id)}"`;
    return `<link rel="stylesheet"${name} href="${escapeHtml(href)}">`;
  });
  const translations = page.translations
    ? `<meta name="model-lens-translations" content="${escapeHtml(JSON.stringify(page.translations))}">`
    : '';
  return `<!DOCTYPE html>
<html lang="${escapeHtml(page.language)}">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1.0">
<title>${escapeHtml(page.title)}</title>
${styles.join('\n')}
${translations}
</head>
<body>
<script nonce="${escapeHtml(page.nonce)}" type="module" src="${escapeHtml(page.script)}"></script>
</body>
</html>`;
}

/** The text with everything escaped that means something in HTML. */
export function escapeHtml(text: string): string {
  const named: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (character) => named[character] ?? character);
}
