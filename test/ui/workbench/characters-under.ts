/** Which boxes over the text of an editor are asked for: frames in the colour of what is linked, or the selection. */
export type BoxKind = 'outline' | 'selection';

/**
 * In the page: the characters under each box that is drawn over the text of the editors, from the top. Outlines are
 * solid frames: that is how the Lens marks what is hovered. (In high contrast words are framed as well.)
 */
export function charactersUnder(kind: BoxKind): string[] {
  const selector = kind === 'selection' ? '.selected-text' : '[class*="ced-"]';
  const overlays = [...document.querySelectorAll(`.monaco-editor .view-overlays ${selector}`)];
  const boxes = kind === 'selection' ? overlays : overlays.filter(isFramed);
  return boxes.map((box) => charactersIn(box.getBoundingClientRect()));

  function isFramed(element: Element): boolean {
    const { borderTopStyle, borderTopWidth } = getComputedStyle(element);
    return borderTopStyle === 'solid' && borderTopWidth !== '0px';
  }

  function charactersIn(box: DOMRect): string {
    const lines = [...document.querySelectorAll('.monaco-editor .view-line')];
    const found = lines.flatMap((line) => charactersOf(line)).filter((character) => isInside(character.box, box));
    return found
      .map(({ text }) => text)
      .join('')
      .replaceAll('\u00a0', ' ');
  }

  function charactersOf(line: Element): { text: string; box: DOMRect }[] {
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    const found: { text: string; box: DOMRect }[] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (let at = 0; at < (node.textContent?.length ?? 0); at++) {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        found.push({ text: range.toString(), box: range.getBoundingClientRect() });
      }
    }
    return found;
  }

  function isInside(inner: DOMRect, outer: DOMRect): boolean {
    const x = (inner.left + inner.right) / 2;
    const y = (inner.top + inner.bottom) / 2;
    return x > outer.left && x < outer.right && y > outer.top && y < outer.bottom;
  }
}
