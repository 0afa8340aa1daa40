import * as v from 'valibot';
import type { Contract } from '../../rpc/contract';
import { indexSchema } from '../tokens';

/**
 * A download as it is shown. `waiting` for its turn; `verifying` what an earlier try left; `paused` by the person or by a
 * lost network: it resumes where it was.
 */
export const downloadSchema = v.object({
  /** `id@revision`, unique among downloads. */
  key: v.string(),
  id: v.string(),
  revision: v.nullable(v.string()),
  phase: v.picklist(['waiting', 'running', 'verifying', 'paused', 'failed', 'done']),
  bytes: indexSchema,
  /** Null until the list of files is known. */
  totalBytes: v.nullable(indexSchema),
  /** Bytes a second over the last seconds; null unless running. */
  speed: v.nullable(v.number()),
  /** What went wrong, with what to do. */
  error: v.nullable(v.string()),
});
export type Download = v.InferOutput<typeof downloadSchema>;

/** What the view of downloads listens to: all downloads, the latest first. */
export const downloadsViewContract = {
  requests: {},
  notifications: { downloads: v.array(downloadSchema) },
} as const satisfies Contract;

const key = v.object({ key: v.pipe(v.string(), v.maxLength(500)) });

/** What the extension host answers to the view of downloads. */
export const downloadsHostContract = {
  requests: {
    pause: { params: key, result: v.object({}) },
    resume: { params: key, result: v.object({}) },
    /** Stops it and deletes what is there of it. */
    cancel: { params: key, result: v.object({}) },
    /** Takes a finished or failed one off the list. */
    dismiss: { params: key, result: v.object({}) },
    open: { params: key, result: v.object({}) },
    use: { params: key, result: v.object({}) },
  },
  notifications: { ready: v.object({}) },
} as const satisfies Contract;
