/** A model at a revision, on a Hub. */
export interface ModelPage {
  readonly endpoint: string;
  readonly id: string;
  /** A branch, tag or commit. */
  readonly revision: string;
}

const opened = new Set(['https:', 'http:', 'mailto:']);

/** The page of a model on its Hub. */
export function pageOf(endpoint: string, id: string): string {
  return `${endpoint}/${id}`;
}

/**
 * Where a link of a README leads; relative ones are meant on the Hub. Null for what is not opened: other schemes, and
 * addresses with a user name, which are made to look like another host's.
 */
export function resolveLink(href: string, { endpoint, id, revision }: ModelPage): string | null {
  const base = href.startsWith('#')
    ? pageOf(endpoint, id)
    : `${pageOf(endpoint, id)}/blob/${encodeURIComponent(revision)}/`;
  if (!URL.canParse(href, base)) return null;
  const url = new URL(href, base);
  const plain = url.username === '' && url.password === '';
  return plain && opened.has(url.protocol) ? url.href : null;
}

/**
 * Where a picture of a README lies: on the web by https, or at the endpoint itself. Null for anything else.
 */
export function resolveImage(src: string, { endpoint, id, revision }: ModelPage): URL | null {
  const base = `${pageOf(endpoint, id)}/resolve/${encodeURIComponent(revision)}/`;
  if (!URL.canParse(src, base)) return null;
  const url = new URL(src, base);
  if (url.username !== '' || url.password !== '') return null;
  if (url.origin !== new URL(endpoint).origin) return url.protocol === 'https:' ? url : null;
  // The page of a file, where the file itself is meant.
  url.pathname = url.pathname.replace('/blob/', '/resolve/');
  return url;
}
