import * as v from 'valibot';
import type { Contract } from '../../rpc/contract';
import { deviceSchema } from '../model';
import { dataViewNotifications } from './data-view';
import { preflightSchema } from './preflight';
import { runFileSchema } from './run-file';

/** A setting as it stands in the form: any key of the run file, its value not yet checked. */
export const settingKeySchema = v.picklist(Object.keys(runFileSchema.entries) as [keyof typeof runFileSchema.entries]);
export type SettingKey = v.InferOutput<typeof settingKeySchema>;

const choiceSchema = v.object({ value: v.string(), label: v.string(), detail: v.string() });

/** Everything that the form draws, except the preview of the data (data-view.ts), which is sent on its own. */
export const formStateSchema = v.object({
  /** The run's name, which is its folder's: "phrasebank-4". */
  name: v.string(),
  /** The run file as far as it is filled in; keys that are missing have the defaults of `defaults`. */
  settings: v.record(v.string(), v.unknown()),
  defaults: v.record(v.string(), v.unknown()),
  /** By key: what is wrong with its value, a sentence. */
  problems: v.record(v.string(), v.string()),
  models: v.array(choiceSchema),
  files: v.array(choiceSchema),
  devices: v.array(v.object({ device: deviceSchema, works: v.boolean(), reason: v.nullable(v.string()) })),
  preflight: v.object({
    /** `stale`: settings were changed since; `waiting`: something is still missing, `message` says what. */
    phase: v.picklist(['waiting', 'measuring', 'ready', 'stale', 'failed']),
    message: v.string(),
    result: v.nullable(preflightSchema),
  }),
  /** A run of this form is being started. */
  starting: v.boolean(),
  /** Why it cannot start: an untrusted workspace, no model. Null when it can. */
  blocked: v.nullable(v.string()),
  /** The workspace is trusted; else the form offers `manageTrust`. */
  trusted: v.boolean(),
});
export type FormState = v.InferOutput<typeof formStateSchema>;

export const formActions = [
  'chooseModel',
  'chooseTrainFile',
  'chooseValidationFile',
  'openRunFile',
  'measure',
  'cancelMeasure',
  'start',
  'exportScript',
  'copyShellCommand',
  'showBadRows',
  'manageTrust',
] as const;

/** What the extension host answers to the form. */
export const formHostContract = {
  requests: {
    /** Changes settings; null takes a setting back to its default. The new state follows as a notification. */
    set: { params: v.object({ settings: v.record(settingKeySchema, v.unknown()) }), result: v.object({}) },
    rename: { params: v.object({ name: v.pipe(v.string(), v.maxLength(100)) }), result: v.object({}) },
    act: { params: v.object({ action: v.picklist(formActions) }), result: v.object({}) },
  },
  notifications: { ready: v.object({}) },
} as const satisfies Contract;

/** What the form listens to. */
export const formViewContract = {
  requests: {},
  notifications: { state: formStateSchema, ...dataViewNotifications },
} as const satisfies Contract;
