/** Attributes of an element; numbers are written with two decimals at most. */
export type Attributes = Readonly<Record<string, string | number>>;

/** An element of an SVG document, with its attributes escaped. Children are elements or text that is escaped already. */
export function element(name: string, attributes: Attributes, children: readonly string[] = []): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(short(value))}"`);
  const start = `<${name}${written.join('')}`;
  return children.length === 0 ? `${start}/>` : `${start}>${children.join('')}</${name}>`;
}

export function svgText(text: string, attributes: Attributes): string {
  return element('text', attributes, [escapeXml(text)]);
}

export interface SvgPage {
  readonly width: number;
  readonly height: number;
  readonly background: string;
}

/** A whole document on the background of the theme. */
export function svgDocument({ width, height, background }: SvgPage, children: readonly string[]): string {
  const size = { width, height, viewBox: `0 0 ${width} ${height}` };
  const page = element('rect', { width, height, fill: background });
  return element('svg', { xmlns: 'http://www.w3.org/2000/svg', ...size }, [page, ...children]);
}

/** Text for XML: without what it may not hold, and with what means something to it escaped. */
export function escapeXml(text: string): string {
  const named: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replace(/[&<>"]/g, (character) => named[character] ?? character);
}

function short(value: string | number): string {
  return typeof value === 'number' ? String(Math.round(value * 100) / 100) : value;
}
