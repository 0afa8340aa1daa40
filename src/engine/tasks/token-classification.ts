import type { Token } from '../../common/contracts/tokens';
import { argmax, softmax } from '../../common/statistics/probabilities';
import { groupEntities, groupWords, type Tagged } from './group-entities';

/** How tokens become entities, as `aggregation_strategy` of `TokenClassificationPipeline`. */
export const aggregations = ['none', 'simple', 'first', 'average', 'max'] as const;
export type Aggregation = (typeof aggregations)[number];

export interface Entity {
  readonly label: string;
  readonly score: number;
  /** The token as the vocabulary has it, or the tokens together as the tokenizer writes them. */
  readonly word: string;
  /** UTF-16 indices into the text. */
  readonly start: number;
  readonly end: number;
}

/** What is known of the tokenizer, to tell the pieces of a word. */
export interface WordRules {
  /** `continuing_subword_prefix`, where the tokenizer marks pieces of words with one. */
  readonly prefix: string | null;
  readonly unknownId: number | null;
  /** Tokens together as a text. */
  readonly join: (tokens: readonly string[]) => string;
}

/** A token with the probabilities of all labels. */
export interface ScoredToken {
  readonly word: string;
  readonly scores: Float64Array;
  readonly start: number;
  readonly end: number;
  readonly isSubword: boolean;
}

/** Tokens outside of any entity, which the pipeline leaves out. */
const outside = 'O';

/**
 * `TokenClassificationPipeline` of transformers 5 on one text.
 * @param logits [tokens, labels], padding included
 */
export function findEntities(
  text: string,
  tokens: readonly Token[],
  logits: Float32Array,
  labels: readonly string[],
  { aggregation, rules }: { readonly aggregation: Aggregation; readonly rules: WordRules },
): Entity[] {
  const scored = tokens.flatMap((token, index) => {
    if (token.special || token.start === null || token.end === null) return [];
    const scores = softmax(logits.subarray(index * labels.length, (index + 1) * labels.length));
    return [scoredToken(text, token, [token.start, token.end], scores, rules)];
  });
  const tagged =
    aggregation === 'none' || aggregation === 'simple'
      ? scored.map((token) => tag(token, labels))
      : groupWords(scored, aggregation, labels, rules.join);
  const entities = aggregation === 'none' ? tagged : groupEntities(tagged, rules.join);
  return entities.filter(({ label }) => label !== outside);
}

/** A token with its most probable label. */
function tag({ word, scores, start, end }: ScoredToken, labels: readonly string[]): Tagged {
  const best = argmax(scores);
  return { label: labels[best] ?? `LABEL_${best}`, score: scores[best] ?? NaN, word, start, end };
}

/**
 * `gather_pre_entities`: a token continues a word when its form is longer than its text (it carries the prefix), or,
 * where the tokenizer has no prefix, when no space is at its start.
 */
function scoredToken(
  text: string,
  { id, token }: Token,
  [start, end]: readonly [number, number],
  scores: Float64Array,
  { prefix, unknownId }: WordRules,
): ScoredToken {
  const source = text.slice(start, end);
  if (id === unknownId) return { word: source, scores, start, end, isSubword: false };
  const isSubword = prefix
    ? Array.from(token).length !== Array.from(source).length
    : start > 0 && !text.slice(start - 1, start + 1).includes(' ');
  return { word: token, scores, start, end, isSubword };
}
