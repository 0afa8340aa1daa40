/** What a README can ask for. */
export interface ReadmeActions {
  readonly openLink: (href: string) => void;
  /** The picture as a `data:` address. Rejects with the reason why it is not there. */
  readonly image: (src: string) => Promise<string>;
}

/**
 * A link that asks the host. It has no address of its own: VS Code opens what it finds in a page's addresses by itself,
 * relative ones against the page.
 */
export function makeLink(element: Element, href: string, openLink: (href: string) => void): void {
  element.setAttribute('role', 'link');
  element.setAttribute('tabindex', '0');
  element.setAttribute('title', href);
  element.addEventListener('click', () => openLink(href));
  element.addEventListener('keydown', (event) => {
    if (event instanceof KeyboardEvent && event.key === 'Enter') openLink(href);
  });
}

/** A heading's name in links, as GitHub and the Hub form it: `#usage-with-onnx`. */
export function slugOf(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}\s_-]/gu, '')
    .replace(/\s/g, '-');
}

/** The heading that a link within the README means; undefined when it means something else. */
export function findHeading(headings: Iterable<Element>, href: string): Element | undefined {
  if (!href.startsWith('#')) return undefined;
  const name = decoded(href.slice(1)).toLowerCase();
  return [...headings].find((heading) => slugOf(heading.textContent) === name);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}
