import { keepAllowedAttributes } from './allowed';
import { makeLink, type ReadmeActions } from './links';
import { markdownToHtml } from './markdown';
import { pictureButton } from './pictures';
import { safeAddress, sanitise } from './sanitise';

/**
 * A README as elements that can be put into the page: headings below the page's own, links and pictures that ask for
 * what they need, and nothing that runs, loads, styles or navigates by itself. Takes what was written by anyone.
 */
export function renderReadme(text: string, actions: ReadmeActions): DocumentFragment {
  const fragment = sanitise(markdownToHtml(text));
  for (const image of fragment.querySelectorAll('img')) replaceImage(image, actions);
  for (const link of fragment.querySelectorAll('a')) replaceLink(link, actions);
  for (const heading of fragment.querySelectorAll('h1, h2, h3, h4, h5, h6')) lowerHeading(heading);
  for (const element of fragment.querySelectorAll('*:not(.picture, [role="link"])')) keepAllowedAttributes(element);
  // What is wider than the page scrolls by itself.
  for (const wide of fragment.querySelectorAll('pre, table')) wrapWide(wide);
  return fragment;
}

/** A button inside a link could not be reached: it stands before the link, which keeps the picture's words. */
function replaceImage(image: HTMLImageElement, { image: load }: ReadmeActions): void {
  const src = safeAddress(image.getAttribute('src'));
  const alt = image.getAttribute('alt')?.trim() ?? '';
  const size = (name: string): string | null => /^\d{1,4}$/.exec(image.getAttribute(name) ?? '')?.[0] ?? null;
  const button = src && pictureButton({ src, alt, width: size('width'), height: size('height') }, load);
  const link = image.closest('a');
  if (!button) image.replaceWith(alt);
  else if (link) {
    link.before(button, ' ');
    image.replaceWith(alt);
  } else image.replaceWith(button);
}

function replaceLink(link: HTMLAnchorElement, { openLink }: ReadmeActions): void {
  const href = safeAddress(link.getAttribute('href'));
  const words = link.textContent.trim();
  if (href === null) {
    link.replaceWith(...link.childNodes);
    return;
  }
  if (words === '') link.textContent = href;
  for (const { name } of [...link.attributes]) link.removeAttribute(name);
  makeLink(link, href, openLink);
}

/** The page's title and sections are the first two levels. */
function lowerHeading(heading: Element): void {
  const level = Math.min(6, Number(heading.tagName.slice(1)) + 2);
  const lower = document.createElement(`h${level}`);
  const align = heading.getAttribute('align');
  if (align !== null) lower.setAttribute('align', align);
  lower.append(...heading.childNodes);
  heading.replaceWith(lower);
}

function wrapWide(element: Element): void {
  const wrapper = document.createElement('div');
  wrapper.className = 'wide';
  element.replaceWith(wrapper);
  wrapper.append(element);
}
