import { type Exchange, faultOf } from '../http/exchange.mts';

/** The `Link` header that leads to the page with this cursor: the same address otherwise, absolute. */
export function nextLink(exchange: Exchange, endpoint: string, cursor: string | null): Record<string, string> {
  const foreign = faultOf(exchange, 'next')?.url;
  if (foreign !== undefined) return { link: `<${foreign}>; rel="next"` };
  if (cursor === null) return {};
  const [path = ''] = (exchange.request.url ?? '').split('?');
  const query = new URLSearchParams(exchange.query);
  query.set('cursor', cursor);
  return { link: `<${endpoint}${path}?${query.toString()}>; rel="next"` };
}
