import DOMPurify from 'dompurify';
import { allowedTags } from './allowed';

/** Addresses that may be followed: of the web, of mail, and those relative to the repository. */
const addresses = /^(?:(?:https?|mailto):|[^a-z]|[a-z+.-]+(?:[^a-z+.:-]|$))/i;

/** The longest address that the host takes. */
const longest = 4000;

/**
 * HTML from outside as elements of the tags that a README may have. Links and pictures still have their addresses, which
 * whoever shows them must take away; nothing else that loads, runs, styles or names anything is left. (The page's policy
 * speaks up on the console for styles that are taken away: the browser sees them first.)
 */
export function sanitise(html: string): DocumentFragment {
  return DOMPurify.sanitize(html, {
    ALLOWED_TAGS: allowedTags,
    ALLOWED_ATTR: ['href', 'src', 'alt', 'title', 'align', 'colspan', 'rowspan', 'width', 'height', 'start', 'open'],
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    ALLOWED_URI_REGEXP: addresses,
    RETURN_DOM_FRAGMENT: true,
  });
}

/** The address as it was written, when it is one that may be followed or fetched. */
export function safeAddress(value: string | null): string | null {
  const address = value?.trim() ?? '';
  return address === '' || address.length > longest || !addresses.test(address) ? null : address;
}
