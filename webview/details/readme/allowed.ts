/** What may be in a README: text, its structure, links and pictures. */
export const allowedTags = [
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'p', 'br', 'hr', 'div', 'span', 'center', 'blockquote', 'pre', 'code', 'kbd'],
  ...['samp', 'var', 'b', 'strong', 'i', 'em', 'u', 's', 'del', 'ins', 'sub', 'sup', 'small', 'mark', 'abbr', 'q'],
  ...['ul', 'ol', 'li', 'dl', 'dt', 'dd', 'table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td'],
  ...['details', 'summary', 'figure', 'figcaption', 'a', 'img'],
];

type Check = (value: string) => boolean;
const anything: Check = () => true;
const oneOf = (...values: string[]): Check => {
  return (value) => values.includes(value.toLowerCase());
};
/** Whole numbers up to a bound: a cell over a million columns would stop the page. */
const upTo = (most: number): Check => {
  return (value) => /^\d{1,5}$/.test(value) && Number(value) <= most;
};

const alignment = oneOf('left', 'center', 'right', 'justify');
const block = { align: alignment };
const cell = { align: alignment, colspan: upTo(100), rowspan: upTo(1000) };

/** The attributes that may stay, by tag. Addresses are not among them: nothing in a README navigates or loads by itself. */
const allowedAttributes: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  div: block,
  p: block,
  h3: block,
  h4: block,
  h5: block,
  h6: block,
  table: block,
  tr: block,
  th: cell,
  td: cell,
  ol: { start: upTo(99_999) },
  details: { open: anything },
  abbr: { title: anything },
};

/** Takes away every attribute that is not known to be harmless. */
export function keepAllowedAttributes(element: Element): void {
  const tag = element.tagName.toLowerCase();
  const allowed = Object.hasOwn(allowedAttributes, tag) ? allowedAttributes[tag] : undefined;
  for (const { name, value } of [...element.attributes]) {
    if (!allowed || !Object.hasOwn(allowed, name) || !allowed[name]?.(value)) element.removeAttribute(name);
  }
}
