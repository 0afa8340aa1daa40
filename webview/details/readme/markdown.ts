import MarkdownIt, { type RendererRule } from 'markdown-it';

/** Hub READMEs mix Markdown with HTML; what comes out is sanitised before it is shown. Only whole addresses become links. */
const markdown = MarkdownIt({ html: true, linkify: true });
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false });

/** Cells are aligned by an attribute: a style would be taken away. */
const alignedCell: RendererRule = (tokens, index, options, _env, self) => {
  const token = tokens[index];
  const align = /^text-align:(left|center|right)$/.exec(String(token?.attrGet('style') ?? ''))?.[1];
  if (token) token.attrs = align === undefined ? null : [['align', align]];
  return self.renderToken(tokens, index, options);
};
markdown.renderer.rules['th_open'] = alignedCell;
markdown.renderer.rules['td_open'] = alignedCell;

/** Markdown as HTML that is not safe yet. */
export function markdownToHtml(text: string): string {
  return markdown.render(text);
}
