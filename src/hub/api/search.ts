import * as v from 'valibot';
import type { FoundModel, SearchQuery } from '../../common/contracts/hub/repo';
import type { HubAccess } from '../http/hub-access';
import { hubJson } from '../http/hub-json';
import { isRepoId } from '../names/model-name';
import { foundModel, modelFieldsSchema } from './fields';
import { nextCursor } from './pages';

export interface SearchOptions {
  /** The most models of a page; the Hub gives 1,000 at most. */
  readonly limit: number;
  /** `next` of the page before; null for the first. */
  readonly cursor: string | null;
  readonly signal?: AbortSignal | undefined;
}

/** A page of a listing. `next` is null on the last one. */
export interface SearchPage {
  readonly models: FoundModel[];
  readonly next: string | null;
}

const expanded = [
  'downloads',
  'gated',
  'lastModified',
  'library_name',
  'likes',
  'pipeline_tag',
  'private',
  'tags',
] as const;

const itemSchema = v.object({ ...modelFieldsSchema.entries, id: v.pipe(v.string(), v.check(isRepoId)) });
const pageSchema = v.pipe(v.array(v.unknown()), v.maxLength(5000));

/**
 * A page of the Hub's models: `GET /api/models`. Entries that are none are left out.
 * @throws LensError as `hubFetch` does
 */
export async function searchModels(access: HubAccess, query: SearchQuery, options: SearchOptions): Promise<SearchPage> {
  const url = `${access.endpoint}/api/models?${parameters(query, options).toString()}`;
  const { value, headers } = await hubJson(access, url, pageSchema, { signal: options.signal });
  const models = value.flatMap((entry) => {
    const item = v.safeParse(itemSchema, entry);
    return item.success ? [foundModel(item.output.id, item.output)] : [];
  });
  return { models, next: nextCursor(headers) };
}

function parameters(query: SearchQuery, { limit, cursor }: SearchOptions): URLSearchParams {
  const { author, task, library, license } = query;
  const text = query.text.trim();
  const given: readonly (readonly [string, string | null])[] = [
    ['search', text === '' ? null : text],
    ['author', author],
    ['pipeline_tag', task],
    ['filter', library],
    ['filter', license === null ? null : `license:${license}`],
    ['sort', query.sort],
    ['limit', String(limit)],
    ['cursor', cursor],
    ...expanded.map((name) => ['expand[]', name] as const),
  ];
  const set = new URLSearchParams();
  for (const [name, value] of given) if (value !== null) set.append(name, value);
  return set;
}
