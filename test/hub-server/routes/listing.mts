import type { Catalogue } from '../listing/catalogue.mts';
import { faultOf, sendJson, type Exchange } from './exchange.mts';
import { modelJson } from './model-json.mts';

const mostAtOnce = 1000;

/** `GET /api/models`: search, filters, order, pages by a cursor in the `Link` header. */
export function answerListing(exchange: Exchange, catalogue: Catalogue, endpoint: string): void {
  const { searchParams } = exchange.url;
  const limit = Math.min(Number(searchParams.get('limit') ?? mostAtOnce) || mostAtOnce, mostAtOnce);
  const from = Number(Buffer.from(searchParams.get('cursor') ?? '', 'base64url').toString() || 0);
  const found = catalogue.find({
    search: searchParams.get('search') ?? '',
    author: searchParams.get('author'),
    task: searchParams.get('pipeline_tag'),
    filters: searchParams.getAll('filter').flatMap((filter) => filter.split(',')),
    sort: searchParams.get('sort') ?? 'trendingScore',
  });
  const expand = expandOf(searchParams);
  const page = found.slice(from, from + limit).map((model) => modelJson(model, expand));
  const forced = faultOf(exchange, 'next')?.next;
  const next = forced ?? (from + limit < found.length ? nextAddress(exchange.url, endpoint, from + limit) : null);
  sendJson(exchange, page, 200, next === null ? {} : { link: `<${next}>; rel="next"` });
}

/** The keys of `expand=` and `expand[]=`. */
export function expandOf(searchParams: URLSearchParams): string[] {
  return [...searchParams.getAll('expand'), ...searchParams.getAll('expand[]')].flatMap((keys) => keys.split(','));
}

/** The address of the next page: this one with a cursor that only the server understands. */
export function nextAddress(url: URL, endpoint: string, from: number): string {
  const next = new URL(url.pathname + url.search, endpoint);
  next.searchParams.set('cursor', Buffer.from(String(from)).toString('base64url'));
  return next.href;
}
