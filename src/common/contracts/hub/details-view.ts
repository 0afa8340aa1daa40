import * as v from 'valibot';
import type { Contract } from '../../rpc/contract';
import { modelDescriptionSchema } from '../description';
import { indexSchema } from '../tokens';
import { assessmentSchema, verdictSchema } from './assessment';
import { downloadSchema } from './downloads-view';
import { foundModelSchema, repoFileSchema } from './repo';

/** A branch or tag of a repository. */
export const revisionSchema = v.object({ name: v.string(), commit: v.string() });
export type Revision = v.InferOutput<typeof revisionSchema>;

/** What the Hub says of a repository at one commit. */
export const repoInfoSchema = v.object({
  ...foundModelSchema.entries,
  /** The revision that was asked for, `main` unless another was. */
  revision: v.string(),
  commit: v.string(),
  /** Of its card, such as `en`. */
  languages: v.array(v.string()),
  files: v.array(repoFileSchema),
});
export type RepoInfo = v.InferOutput<typeof repoInfoSchema>;

/** A part of the page that is on its way, here, or failed in a plain sentence. */
export function loading<Value extends v.GenericSchema>(value: Value) {
  return v.variant('phase', [
    v.object({ phase: v.literal('loading') }),
    v.object({ phase: v.literal('ready'), value }),
    v.object({ phase: v.literal('failed'), message: v.string(), help: v.nullable(v.string()) }),
  ]);
}

/** What the page of a model draws. */
export const detailsStateSchema = v.object({
  id: v.string(),
  info: loading(repoInfoSchema),
  assessment: loading(assessmentSchema),
  /** The verdict with what this machine's cache and the access add to the assessment's; null until known. */
  verdict: v.nullable(verdictSchema),
  /** `path` of the weights that are used or will be downloaded; null when none runs. */
  weights: v.nullable(v.string()),
  /** The files that a run needs. */
  needed: v.array(v.string()),
  neededBytes: indexSchema,
  revisions: v.array(revisionSchema),
  /** Its README as Markdown, null where there is none. At most 1 MB. */
  readme: loading(v.nullable(v.string())),
  download: v.nullable(downloadSchema),
  /** All needed files are in the cache at this commit. */
  downloaded: v.boolean(),
  inUse: v.boolean(),
  favourite: v.boolean(),
  /** Shown from the cache, because there is no network. */
  offline: v.boolean(),
});
export type DetailsState = v.InferOutput<typeof detailsStateSchema>;

/** What the page keeps over a reload of the window, by which the extension host fills it again. */
export const detailsKeptSchema = v.object({ id: v.string(), revision: v.nullable(v.string()) });
export type DetailsKept = v.InferOutput<typeof detailsKeptSchema>;

export const detailsViewContract = {
  requests: {},
  notifications: { state: detailsStateSchema },
} as const satisfies Contract;

export const detailsActions = [
  'downloadAndUse',
  'use',
  'pause',
  'resume',
  'cancel',
  'reveal',
  'delete',
  'openOnHub',
  'copyId',
  'signIn',
  'retry',
  'openConfig',
  'addFavourite',
  'removeFavourite',
] as const;

export type DetailsAction = (typeof detailsActions)[number];

/** What the extension host answers to the page of a model. */
export const detailsHostContract = {
  requests: {
    perform: { params: v.object({ action: v.picklist(detailsActions) }), result: v.object({}) },
    /** What the model is made of, from config and headers; asked anew when the assessment has changed. */
    describe: { params: v.object({}), result: modelDescriptionSchema },
    /** Uses other weights of the repository. */
    chooseWeights: { params: v.object({ path: v.pipe(v.string(), v.maxLength(1000)) }), result: v.object({}) },
    chooseRevision: { params: v.object({ revision: v.pipe(v.string(), v.maxLength(255)) }), result: v.object({}) },
    /** Opens a link of the README through VS Code; relative ones are meant on the Hub. */
    openLink: { params: v.object({ href: v.pipe(v.string(), v.maxLength(4000)) }), result: v.object({}) },
    /** Fetches one picture of the README, which the person asked for, as a `data:` address. */
    image: {
      params: v.object({ src: v.pipe(v.string(), v.maxLength(4000)) }),
      result: v.object({ data: v.string() }),
    },
  },
  notifications: { ready: v.object({}) },
} as const satisfies Contract;
