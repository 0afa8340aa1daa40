import * as v from 'valibot';
import type { Contract } from '../../rpc/contract';
import { indexSchema } from '../tokens';
import { verdictSchema } from './assessment';
import { foundModelSchema, searchQuerySchema } from './repo';

/** A result of the search. `bytes` (of the files that a run needs) and `verdict` come later than the rest: null until then. */
export const hubRowSchema = v.object({
  ...foundModelSchema.entries,
  bytes: v.nullable(indexSchema),
  verdict: v.nullable(verdictSchema),
  favourite: v.boolean(),
  inUse: v.boolean(),
});
export type HubRow = v.InferOutput<typeof hubRowSchema>;

/** A line in place of results or above them: what is the matter, and what a button does about it. */
export const hubNoticeSchema = v.object({
  severity: v.picklist(['info', 'warning', 'error', 'offline']),
  text: v.string(),
  action: v.nullable(
    v.object({ action: v.picklist(['retry', 'signIn', 'goOnline', 'openSettings', 'showLog']), label: v.string() }),
  ),
});
export type HubNotice = v.InferOutput<typeof hubNoticeSchema>;

/** What the search view draws. `phase` `more` means that a further page is on its way below the rows. */
export const hubSearchStateSchema = v.object({
  query: searchQuerySchema,
  phase: v.picklist(['idle', 'searching', 'more', 'done', 'failed']),
  /** Whether the listing goes on below. */
  hasMore: v.boolean(),
  notice: v.nullable(hubNoticeSchema),
  /** The host of an endpoint that is not huggingface.co, said above the results; null otherwise. */
  endpoint: v.nullable(v.string()),
  /** The name that the token belongs to; null when signed out. */
  user: v.nullable(v.string()),
});
export type HubSearchState = v.InferOutput<typeof hubSearchStateSchema>;

/** What the search view listens to. */
export const hubSearchViewContract = {
  requests: {},
  notifications: {
    state: hubSearchStateSchema,
    /** Rows in the listing's order; `reset` drops those that are there. */
    rows: v.object({ reset: v.boolean(), rows: v.array(hubRowSchema) }),
    /** Newer facts of rows that are there already, found by id. */
    update: v.array(hubRowSchema),
    /** Puts the caret into the search box, with a text when one is given. */
    focusSearch: v.object({ query: v.nullable(searchQuerySchema) }),
  },
} as const satisfies Contract;

const modelId = v.pipe(v.string(), v.maxLength(200));

/** What the extension host answers to the search view. */
export const hubSearchHostContract = {
  requests: {
    /** Starts a new search; a newer one replaces it. Resolves when its first page is on its way to the view. */
    search: { params: searchQuerySchema, result: v.object({}) },
    /** Asks for the next page. */
    more: { params: v.object({}), result: v.object({}) },
    /** Opens a model's details; `pinned` as an editor that stays. */
    open: { params: v.object({ id: modelId, pinned: v.boolean() }), result: v.object({}) },
    download: { params: v.object({ id: modelId }), result: v.object({}) },
    use: { params: v.object({ id: modelId }), result: v.object({}) },
    setFavourite: { params: v.object({ id: modelId, favourite: v.boolean() }), result: v.object({}) },
    /** Does what the notice's button says. */
    act: {
      params: v.object({ action: v.picklist(['retry', 'signIn', 'goOnline', 'openSettings', 'showLog']) }),
      result: v.object({}),
    },
  },
  notifications: {
    /** The view has loaded and wants state and rows. */
    ready: v.object({}),
    /** Ids of the rows on screen: only of these verdicts are looked up. */
    visible: v.pipe(v.array(modelId), v.maxLength(200)),
  },
} as const satisfies Contract;
