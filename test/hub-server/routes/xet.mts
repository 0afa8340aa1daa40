import type { Content } from '../content/content.mts';
import { type Exchange, sendJson, sendText } from '../http/exchange.mts';
import { sendContent } from '../http/send-content.mts';
import type { Repo } from '../repos/repo.mts';
import type { HubUser } from '../repos/users.mts';
import type { Stretch, XetStore } from '../xet/xet-store.mts';
import { readableRepo } from './access.mts';
import type { HubState } from './hub-state.mts';

const expiresInSeconds = 3600;

/** By which newer JavaScript clients ask for a description instead of a redirect. */
export const xetType = 'application/vnd.xet-fileinfo+json';

/** Whether a client wants a large file in chunks that this repository has so. */
export function asksForXet({ request }: Exchange, repo: Repo): boolean {
  return repo.facts.xet && (request.headers.accept ?? '').includes(xetType);
}

/** What tells that a large file is in the storage called Xet; nothing where it is not. */
export async function xetHeaders(
  { endpoint, xet }: HubState,
  repo: Repo,
  commit: string,
  content: Content,
): Promise<Record<string, string>> {
  if (!repo.facts.xet) return {};
  const hash = await xet.add(content);
  const token = `<${endpoint}/api/models/${repo.id}/xet-read-token/${commit}>; rel="xet-auth"`;
  const plan = `<${xet.casUrl}/v1/reconstructions/${hash}>; rel="xet-reconstruction-info"`;
  return { 'x-xet-hash': hash, link: `${token}, ${plan}` };
}

/** `GET /api/models/{id}/xet-read-token/{revision}`: a token for the storage, in headers and as JSON. */
export function xetToken(exchange: Exchange, state: HubState, user: HubUser | null, id: string): void {
  readableRepo(state, id, user);
  const exp = Math.floor(Date.now() / 1000) + expiresInSeconds;
  const { casUrl } = state.xet;
  const accessToken = 'xet-test-token';
  const headers = {
    'x-xet-cas-url': casUrl,
    'x-xet-access-token': accessToken,
    'x-xet-token-expiration': String(exp),
  };
  sendJson(exchange, { accessToken, exp, casUrl }, headers);
}

/** `/v1/reconstructions/{hash}` or `/v2/...` of the storage. */
export function reconstruct(exchange: Exchange, xet: XetStore): void {
  const [version, , hash = ''] = exchange.segments;
  const plan = xet.reconstruction(hash, version === 'v1' ? 'v1' : 'v2', rangeOf(exchange));
  if (plan === undefined) sendText(exchange, 'Not found', {}, 404);
  else if (plan === null) sendText(exchange, 'Range not satisfiable', {}, 416);
  else sendJson(exchange, plan);
}

/** `/xorbs/{hash}`: chunks of a file. */
export async function xorb(exchange: Exchange, xet: XetStore): Promise<void> {
  const content = xet.xorb(exchange.segments[1] ?? '');
  if (content === undefined) sendText(exchange, 'Not found', {}, 404);
  else await sendContent(exchange, content, { 'content-type': 'application/octet-stream' });
}

function rangeOf({ request }: Exchange): Stretch | null {
  const [, start, last] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
  return start === undefined ? null : [Number(start), Number(last) + 1];
}
