import { t } from '@vscode/l10n';
import { cancelled, LensError } from '../../../common/errors/lens-error';
import type { HubAccess } from '../../../hub/http/hub-access';
import { discard, hubFetch } from '../../../hub/http/hub-fetch';
import { readBody } from '../../../hub/http/read-body';
import { isPublicHost, type Lookup } from './public-host';
import { resolveImage, type ModelPage } from './resolve-link';

export interface LoadImageParams {
  /** As the README has it. */
  readonly src: string;
  readonly page: ModelPage;
  readonly access: HubAccess;
  readonly find: Lookup;
  readonly signal: AbortSignal;
}

const mostBytes = 5_000_000;
const mostRedirects = 5;
const patienceMs = 20_000;
const redirects = new Set([301, 302, 303, 307, 308]);

/**
 * A picture of a README as a `data:` address: from the endpoint with the person's token, from elsewhere on the internet
 * by https and without it.
 * @throws LensError in plain words for everything that is not such a picture
 */
export async function loadImage(params: LoadImageParams): Promise<string> {
  const url = resolveImage(params.src, params.page);
  if (url === null) throw refused(t('Pictures are loaded by https only.'));
  const { access, signal } = params;
  const own = url.origin === new URL(access.endpoint).origin;
  const response = own ? await hubFetch(access, url.href, { signal }) : await fetchElsewhere(url, params);
  const bytes = await readBody(response, { maxBytes: mostBytes, signal });
  const type = imageType(bytes);
  if (type === null) throw refused(t('What is there is no PNG, JPEG, GIF or WebP picture.'));
  return `data:${type};base64,${Buffer.from(bytes).toString('base64')}`;
}

async function fetchElsewhere(start: URL, params: LoadImageParams): Promise<Response> {
  let url = start;
  for (let steps = 0; steps <= mostRedirects; steps++) {
    if (url.protocol !== 'https:') throw refused(t('Pictures are loaded by https only.'));
    if (!(await isPublicHost(url.hostname, params.find))) throw refused(t('{0} is not on the internet.', url.host));
    const response = await send(url, params);
    const location = redirects.has(response.status) ? response.headers.get('location') : null;
    if (location === null) return checked(response, url.host);
    await discard(response);
    if (!URL.canParse(location, url.href)) break;
    url = new URL(location, url.href);
  }
  throw refused(t('{0} redirects without end.', start.host));
}

async function send(url: URL, { access, signal }: LoadImageParams): Promise<Response> {
  if (access.offline()) throw new LensError('offline', t('Offline, pictures are not loaded.'));
  const headers = { accept: 'image/png, image/jpeg, image/gif, image/webp', 'user-agent': access.userAgent };
  const inTime = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]);
  try {
    return await access.fetch(url.href, { headers, redirect: 'manual', credentials: 'omit', signal: inTime });
  } catch (cause) {
    if (signal.aborted) throw cancelled();
    throw new LensError('network', t('{0} did not give the picture.', url.host), undefined, { cause });
  }
}

async function checked(response: Response, host: string): Promise<Response> {
  if (response.ok) return response;
  await discard(response);
  throw new LensError('network', t('{0} answered with error {1}.', host, response.status));
}

/** The type by the first bytes, whatever the server says of it. SVG is none of them: it can hold more than a picture. */
export function imageType(bytes: Uint8Array): string | null {
  const start = Buffer.from(bytes.subarray(0, 12)).toString('latin1');
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (start.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (start.startsWith('GIF87a') || start.startsWith('GIF89a')) return 'image/gif';
  return start.startsWith('RIFF') && start.slice(8, 12) === 'WEBP' ? 'image/webp' : null;
}

function refused(message: string): LensError {
  return new LensError('unsupported', message);
}
