import { type Exchange, faultOf, sendJson } from '../http/exchange.mts';
import { describe, fullFields, isField, plainFields } from '../listing/describe.mts';
import type { ListingQuery } from '../listing/listing.mts';
import { parameterRange } from '../listing/parameter-range.mts';
import { type Sort, sorts } from '../listing/sorts.mts';
import type { Repo } from '../repos/repo.mts';
import type { HubUser } from '../repos/users.mts';
import { isVisible } from './access.mts';
import { badRequest } from './hub-error.mts';
import type { HubState } from './hub-state.mts';
import { nextLink } from './next-link.mts';

const mostModels = 1000;

/** `GET /api/models`: search, filters, order, pages. */
export async function listModels(exchange: Exchange, state: HubState, user: HubUser | null): Promise<void> {
  const { query } = exchange;
  const names = fieldNames(query);
  const limit = limitOf(query);
  const start = startOf(query.get('cursor'));
  const page = state.listing.page(listingQuery(query), start, limit, (facts) => isVisible(facts, user));
  const items = page.models.map((facts) => describe({ facts, repo: () => repoOf(state, facts.id) }, names));
  const next = faultOf(exchange, 'endless') ? start : page.next;
  sendJson(exchange, await Promise.all(items), nextLink(exchange, state.endpoint, cursorOf(next)));
}

function repoOf({ store }: HubState, id: string): Repo {
  const repo = store.get(id);
  if (repo === null) throw new Error(`The listing has ${id}, which is not there.`);
  return repo;
}

function listingQuery(query: URLSearchParams): ListingQuery {
  const gated = query.get('gated');
  return {
    search: query.get('search'),
    author: query.get('author'),
    task: query.get('pipeline_tag'),
    tags: [...query.getAll('filter'), ...query.getAll('library')].flatMap((tag) => tag.split(',')),
    parameters: parameterRange(query.get('num_parameters')),
    gated: gated === null ? null : /^true$/i.test(gated),
    sort: sortOf(query.get('sort')),
  };
}

function sortOf(name: string | null): Sort {
  if (name === null) return 'trendingScore';
  const sort = sorts.find((each) => each === name || each === snakeToCamel(name));
  if (sort === undefined) throw badRequest(`"sort" must be one of [${sorts.join(', ')}]`);
  return sort;
}

/** Python spells `last_modified` and `trending_score`. */
function snakeToCamel(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** `expand` names the fields and forbids the switches that add some. */
function fieldNames(query: URLSearchParams): string[] {
  const expand = [...query.getAll('expand'), ...query.getAll('expand[]')];
  const switched = ['full', 'config', 'cardData'].filter((name) => isTrue(query.get(name)));
  if (expand.length > 0 && switched.length > 0)
    throw badRequest('"expand" cannot be used with "full", "config", "cardData"');
  const unknown = expand.find((name) => !isField(name));
  if (unknown !== undefined) throw badRequest(`"expand" does not know "${unknown.replace(/[^\w-]/g, '?')}"`);
  if (expand.length > 0) return expand;
  return [...plainFields, ...switched.flatMap((name) => (name === 'full' ? fullFields : [name]))];
}

function isTrue(value: string | null): boolean {
  return value !== null && /^(true|1|)$/i.test(value);
}

function limitOf(query: URLSearchParams): number {
  const limit = Number(query.get('limit') ?? mostModels);
  if (!Number.isInteger(limit) || limit < 1) throw badRequest('"limit" must be a positive number');
  return Math.min(limit, mostModels);
}

/** Cursors are opaque to clients: a position, coded. */
function cursorOf(position: number | null): string | null {
  return position === null ? null : Buffer.from(JSON.stringify({ position })).toString('base64url');
}

function startOf(cursor: string | null): number {
  if (cursor === null) return 0;
  const position = /^\{"position":(\d{1,9})\}$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1];
  if (position === undefined) throw badRequest('Invalid cursor');
  return Number(position);
}
