/**
 * In the page, for `evaluateAll`: what each element says, that of shadow roots inside it included. All at one moment, as
 * elements that are asked one by one may be gone in between.
 */
export function textsInside(elements: readonly Element[]): string[] {
  return elements.map((element) => textOf(element).replace(/\s+/g, ' ').trim());

  function textOf(node: Node): string {
    if (node instanceof Text) return node.data;
    if (node instanceof HTMLStyleElement) return '';
    const children = node instanceof Element && node.shadowRoot ? node.shadowRoot.childNodes : node.childNodes;
    return [...children].map(textOf).join('');
  }
}
