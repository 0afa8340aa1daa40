import * as v from 'valibot';

/** A non-negative whole number: an index, a count or a token id. */
export const indexSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/**
 * One token of an encoding. `start` and `end` are UTF-16 indices into the text (`sequence` 0) or the pair (1), null with
 * `sequence` null for tokens that stand for no text. `token` is the vocabulary's form (`Ġis`), `text` the source between
 * the offsets, `readable` what a person should read for the raw form (` is`). `special` is the library's mask: true only
 * for tokens that the post-processor or padding added.
 */
export const tokenSchema = v.object({
  id: indexSchema,
  token: v.string(),
  text: v.string(),
  readable: v.string(),
  start: v.nullable(indexSchema),
  end: v.nullable(indexSchema),
  sequence: v.nullable(v.picklist([0, 1])),
  special: v.boolean(),
  typeId: indexSchema,
  word: v.nullable(indexSchema),
  /** 1 where the model attends, 0 for padding. */
  attention: v.picklist([0, 1]),
});
export type Token = v.InferOutput<typeof tokenSchema>;

/**
 * The tokens of a row that are the model's input (padding included), those that truncation cut, in text order, or those
 * that the decoder of an encoder-decoder is given.
 */
export const tokenPartSchema = v.picklist(['input', 'cut', 'target']);
export type TokenPart = v.InferOutput<typeof tokenPartSchema>;

export const specialTokenRoles = ['bos', 'eos', 'cls', 'sep', 'pad', 'unk', 'mask'] as const;

/** What is known of a tokenizer before any text. */
export const tokenizerInfoSchema = v.object({
  /** The files that it was read or built from, such as `tokenizer.json` or `vocab.txt`. */
  files: v.array(v.string()),
  /** Plain words: "byte-level BPE", "WordPiece", "Unigram". */
  model: v.string(),
  /** The types of the normaliser and pre-tokenizer as tokenizer.json names them; null where there is none. */
  normalizer: v.nullable(v.string()),
  preTokenizer: v.nullable(v.string()),
  vocabSize: indexSchema,
  /** `model_max_length`; null where the tokenizer sets no limit. */
  maxLength: v.nullable(indexSchema),
  paddingSide: v.picklist(['left', 'right']),
  truncationSide: v.picklist(['left', 'right']),
  specialTokens: v.array(v.object({ role: v.picklist(specialTokenRoles), token: v.string(), id: indexSchema })),
});
export type TokenizerInfo = v.InferOutput<typeof tokenizerInfoSchema>;

/** A piece of text with its UTF-16 span in the source. */
export const spanSchema = v.object({ text: v.string(), start: indexSchema, end: indexSchema });

/** The tokenizer's pipeline on one text, stage by stage. `clipped`: only the beginning of the text is shown. */
export const stagesSchema = v.object({
  text: v.string(),
  clipped: v.boolean(),
  /** Null where the tokenizer has no normaliser. */
  normalized: v.nullable(v.string()),
  /** Null where the tokenizer has no pre-tokenizer. */
  preTokens: v.nullable(v.array(spanSchema)),
  tokens: v.array(tokenSchema),
  decoded: v.string(),
  decodedWithoutSpecial: v.string(),
});
export type Stages = v.InferOutput<typeof stagesSchema>;

/** Entries of the vocabulary: for a query of digits that id too, for a text the ids that it is encoded to. */
export const vocabularySchema = v.object({
  matches: v.array(v.object({ id: indexSchema, token: v.string(), readable: v.string() })),
  /** How many entries match in all; `matches` holds the first of them. */
  total: indexSchema,
  /** The query as the tokenizer encodes it, without special tokens. */
  encoded: v.array(v.object({ id: indexSchema, token: v.string(), readable: v.string() })),
});
export type Vocabulary = v.InferOutput<typeof vocabularySchema>;
