import * as v from 'valibot';
import { runRowOf } from '../internals/run-row';
import { indexSchema } from '../tokens';

/** Most words that are masked at once. */
export const maxMaskedWords = 32;
/** Most candidates of a mask that are asked for. */
export const maxCandidates = 200;
/** Of how many pieces a candidate word is made at most. */
export const maxPieces = 3;

const probabilitySchema = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/** What may stand in place of a word. */
const writtenSchema = {
  ids: v.array(indexSchema),
  /** The vocabulary's forms, such as `Ġhear`, `##ing`. */
  tokens: v.array(v.string()),
  /** What is written, without the space before it. */
  text: v.string(),
  /** True where it goes on with the word before: it is written without the space that stands there. */
  joins: v.boolean(),
  /** False for what is no text, such as `[SEP]`. */
  writes: v.boolean(),
};

/** One token in place of a word: logit and softmax over the vocabulary, as the pipeline `fill-mask` gives them. */
export const maskCandidateSchema = v.object({ ...writtenSchema, logit: v.number(), probability: probabilitySchema });
export type MaskCandidate = v.InferOutput<typeof maskCandidateSchema>;

/**
 * A whole word in place of a word, of up to {@link maxPieces} tokens in place of as many masks. `probabilities`: of each
 * piece, given the pieces before it, the later ones being masks. `score`: their geometric mean, so that words of different
 * lengths compare (the length normalisation of X-FACTR, Jiang et al. 2020); of one token it is the probability.
 */
export const wordCandidateSchema = v.object({
  ...writtenSchema,
  probabilities: v.array(probabilitySchema),
  score: probabilitySchema,
});
export type WordCandidate = v.InferOutput<typeof wordCandidateSchema>;

/** A place of the text that is masked: a word that was chosen, or a mask token that stands in the text. */
export const maskedPlaceSchema = v.object({
  /** Its tokens in the row's input, `to` exclusive. */
  from: indexSchema,
  to: indexSchema,
  sequence: v.picklist([0, 1]),
  /** UTF-16 indices into the text or the pair; `joinStart` is where the white space before it begins. */
  start: indexSchema,
  end: indexSchema,
  joinStart: indexSchema,
  /** What stands there; null for a mask token of the text. */
  word: v.nullable(v.string()),
  /** The text around it, other masked places as mask tokens; with an ellipsis where it goes on. */
  before: v.string(),
  after: v.string(),
});
export type MaskedPlace = v.InferOutput<typeof maskedPlaceSchema>;

/** What is masked in a row: the words that these tokens of the input belong to, and the mask tokens of the text. */
const maskedIn = { ...runRowOf, tokens: v.pipe(v.array(indexSchema), v.maxLength(maxMaskedWords)) };
const topSchema = v.pipe(indexSchema, v.minValue(1), v.maxValue(maxCandidates));

export const maskedWordsRequests = {
  /**
   * One mask in place of each word, all at once, and the most probable tokens for each. Throws `unsupported` where the
   * tokenizer has no mask token.
   */
  maskedWords: {
    params: v.object({ ...maskedIn, top: topSchema }),
    result: v.object({
      /** The mask token as the vocabulary writes it. */
      mask: v.string(),
      places: v.array(
        v.object({
          place: maskedPlaceSchema,
          candidates: v.array(maskCandidateSchema),
          /** Of the word that stands there, where it is one token; `rank` from 1, over the vocabulary. */
          standing: v.nullable(v.object({ rank: indexSchema, probability: probabilitySchema })),
          /** Of how many tokens that word is. */
          pieces: indexSchema,
        }),
      ),
    }),
    progress: v.object({ message: v.string() }),
  },
  /** Whole words in place of one of the masked places, the others keep one mask each. */
  wholeWords: {
    params: v.object({ ...maskedIn, place: indexSchema, top: topSchema }),
    result: v.object({
      candidates: v.array(wordCandidateSchema),
      /** Of the word that stands there, by the same score; `rank` from 1, among the words that were found. */
      standing: v.nullable(v.object({ rank: indexSchema, score: probabilitySchema })),
      /** How many masks were tried; fewer than {@link maxPieces} where the text leaves no room. */
      lengths: v.array(indexSchema),
    }),
    progress: v.object({ message: v.string() }),
  },
} as const;

/** What is written in place of some words, in one step that can be undone. */
export const replaceWordsRequest = {
  params: v.object({
    ...runRowOf,
    edits: v.pipe(
      v.array(
        v.object({
          sequence: v.picklist([0, 1]),
          /** UTF-16 indices into the text or the pair that was read. */
          start: indexSchema,
          end: indexSchema,
          text: v.pipe(v.string(), v.maxLength(10_000)),
        }),
      ),
      v.minLength(1),
      v.maxLength(maxMaskedWords),
    ),
  }),
  result: v.object({}),
} as const;
export type WordEdit = v.InferOutput<typeof replaceWordsRequest.params>['edits'][number];
