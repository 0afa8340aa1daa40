import { LensError } from '../../common/errors/lens-error';

const redirects = new Set([301, 302, 303, 307, 308]);

/**
 * The address of the web that a text stands for.
 * @throws LensError `network` for anything but http and https, and for one that carries a password
 */
export function webAddress(text: string, base?: string): URL {
  const url = URL.canParse(text, base) ? new URL(text, base) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.password !== '') {
    const help = 'Check the endpoint (HF_ENDPOINT), or try another network.';
    throw new LensError('network', 'An address of the Hub is none that can be asked.', help);
  }
  return url;
}

/**
 * Where a response sends to; null when it is no redirect.
 * @throws LensError `network` for an address that must not be followed: not of the web, or in the clear behind https
 */
export function nextAddress(response: Response, from: URL, endpoint: string): URL | null {
  const location = redirects.has(response.status) ? response.headers.get('location') : null;
  if (location === null) return null;
  const next = webAddress(location, from.href);
  // A mirror on this machine or in this house may well do without https.
  if (next.protocol === 'http:' && new URL(endpoint).protocol !== 'http:') {
    throw new LensError(
      'network',
      `${from.host} redirects to ${next.host} without encryption, which is not followed.`,
      'Try another network: something between here and the Hub may be redirecting.',
    );
  }
  return next;
}
