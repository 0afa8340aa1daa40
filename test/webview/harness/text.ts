/** In the page: the text of an element, that of shadow roots inside it included; what is hidden from everyone left out. */
export function textInside(element: Element): string {
  const texts: string[] = [];
  const visit = (node: Node): void => {
    if (node instanceof Text) texts.push(node.data);
    if (node instanceof HTMLStyleElement) return;
    const children = node instanceof Element && node.shadowRoot ? node.shadowRoot.childNodes : node.childNodes;
    children.forEach(visit);
  };
  visit(element);
  return texts.join('').replace(/\s+/g, ' ').trim();
}
