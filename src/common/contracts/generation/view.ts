import * as v from 'valibot';
import { errorDataSchema } from '../../errors/lens-error';
import { indexSchema } from '../tokens';
import {
  generatedTokenSchema,
  generationCostSchema,
  maxAlternatives,
  pieceSchema,
  sequenceEndSchema,
  stepDetailSchema,
  stepReadsSchema,
} from './engine-requests';
import { generationSettingsSchema } from './settings';

/** A step of a sequence of a branch, counted from the first token behind the prompt. */
export const stepPlaceSchema = v.object({ branch: indexSchema, sequence: indexSchema, step: indexSchema });
export type StepPlace = v.InferOutput<typeof stepPlaceSchema>;

/** A sequence with the tokens that it shares with the branch that it came from. */
export const branchSequenceSchema = v.object({
  /** All behind the prompt, shared ones first. */
  tokens: v.array(generatedTokenSchema),
  /** Null while it grows. */
  end: v.nullable(sequenceEndSchema),
  score: v.nullable(v.number()),
});
export type BranchSequence = v.InferOutput<typeof branchSequenceSchema>;

/** What was generated at once, from the prompt or from a step of an earlier branch where another token was chosen. */
export const branchSchema = v.object({
  id: indexSchema,
  /** The step whose token was replaced; null for a branch that begins at the prompt. */
  from: v.nullable(stepPlaceSchema),
  /** How many tokens each sequence begins with that were there before: those up to and with the one chosen. */
  shared: indexSchema,
  phase: v.picklist(['running', 'done', 'stopped', 'failed']),
  failure: v.nullable(errorDataSchema),
  /** What is at work before tokens come. */
  message: v.nullable(v.string()),
  settings: generationSettingsSchema,
  seed: indexSchema,
  cost: v.nullable(generationCostSchema),
  sequences: v.array(branchSequenceSchema),
});
export type Branch = v.InferOutput<typeof branchSchema>;

/** Everything that the Generate tab draws. */
export const generationViewSchema = v.object({
  /** Why the model in use cannot go on with a text; null when it can or is not known yet. */
  refusal: v.nullable(errorDataSchema),
  /** What the person set; null where nothing. `defaults` says what holds there. */
  settings: generationSettingsSchema,
  defaults: generationSettingsSchema,
  /** Settings of the model's generation_config.json that are not applied. */
  ignored: v.array(v.string()),
  /** Null: another one each time. */
  seed: v.nullable(indexSchema),
  chat: v.boolean(),
  hasChatTemplate: v.boolean(),
  room: v.nullable(indexSchema),
  /** What the branches go on from; null before the first. `stale` says why it is no longer what the Lens shows. */
  prompt: v.nullable(
    v.object({
      text: v.string(),
      label: v.string(),
      pieces: v.array(pieceSchema),
      model: v.string(),
      stale: v.nullable(v.string()),
      /** False for a text that was typed, and once its place in the document is gone. */
      canInsert: v.boolean(),
    }),
  ),
  branches: v.array(branchSchema),
});
export type GenerationView = v.InferOutput<typeof generationViewSchema>;

/** Tokens that have come since the last state or message; appended to the branch. */
export const generationAddedSchema = v.object({
  branch: indexSchema,
  added: v.array(v.object({ sequence: indexSchema, tokens: v.array(generatedTokenSchema) })),
  cost: v.nullable(generationCostSchema),
});
export type GenerationAdded = v.InferOutput<typeof generationAddedSchema>;

/** What the Generate tab listens to: the whole, which replaces what it knew, and what is added between. */
export const generationViewNotifications = {
  generation: generationViewSchema,
  generationAdded: generationAddedSchema,
} as const;

/** What the Generate tab asks the extension host. */
export const generationHostRequests = {
  /** Goes on with the text that the Lens shows; what runs is stopped first. `row`: which of several cursors. */
  generateFrom: { params: v.object({ row: indexSchema }), result: v.object({}) },
  /** Goes on from a step with another token. */
  generateOtherwise: { params: v.object({ at: stepPlaceSchema, id: indexSchema }), result: v.object({}) },
  stopGeneration: { params: v.object({}), result: v.object({}) },
  setGeneration: {
    params: v.object({ settings: generationSettingsSchema, seed: v.nullable(indexSchema), chat: v.boolean() }),
    result: v.object({}),
  },
  /** Forgets a branch and those that came from it. */
  forgetBranch: { params: v.object({ branch: indexSchema }), result: v.object({}) },
  stepDetail: {
    params: v.object({ at: stepPlaceSchema, top: v.pipe(indexSchema, v.maxValue(maxAlternatives)) }),
    result: stepDetailSchema,
  },
  stepReads: {
    params: v.object({
      at: stepPlaceSchema,
      kind: v.picklist(['self', 'cross']),
      layer: v.nullable(indexSchema),
      head: v.nullable(indexSchema),
    }),
    result: stepReadsSchema,
  },
  /** Puts the text of a sequence behind the prompt in its document, or in the prompt's place with it, or copies it. */
  takeGenerated: {
    params: v.object({
      branch: indexSchema,
      sequence: indexSchema,
      /** Only so many tokens; null for all. */
      tokens: v.nullable(indexSchema),
      how: v.picklist(['insert', 'replace', 'copy']),
    }),
    result: v.object({}),
  },
} as const;
