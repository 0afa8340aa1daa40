import { argmax } from '../../common/statistics/probabilities';
import type { Entity, ScoredToken } from './token-classification';

/** A token or word with its most probable label. */
export type Tagged = Entity;

type Join = (tokens: readonly string[]) => string;

/** `aggregate_words`: tokens of one word get one label. */
export function groupWords(
  tokens: readonly ScoredToken[],
  how: 'first' | 'average' | 'max',
  labels: readonly string[],
  join: Join,
): Tagged[] {
  const words: ScoredToken[][] = [];
  for (const token of tokens) {
    const word = words.at(-1);
    if (word !== undefined && token.isSubword) word.push(token);
    else words.push([token]);
  }
  return words.map((word) => {
    const scores = scoresOf(word, how);
    const best = argmax(scores);
    return {
      label: labels[best] ?? `LABEL_${best}`,
      score: scores[best] ?? NaN,
      word: join(word.map((token) => token.word)),
      ...spanOf(word),
    };
  });
}

/** `group_entities`: neighbours of one kind are one entity, and one that begins with `B-` begins another. */
export function groupEntities(tagged: readonly Tagged[], join: Join): Entity[] {
  const groups: Tagged[][] = [];
  for (const each of tagged) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    if (group !== undefined && last !== undefined && continues(last.label, each.label)) group.push(each);
    else groups.push([each]);
  }
  return groups.map((group) => ({
    label: kindOf(group[0]?.label ?? ''),
    score: group.reduce((sum, { score }) => sum + score, 0) / group.length,
    word: join(group.map(({ word }) => word)),
    ...spanOf(group),
  }));
}

function scoresOf(word: readonly ScoredToken[], how: 'first' | 'average' | 'max'): Float64Array {
  const all = word.map(({ scores }) => scores);
  const [first = new Float64Array()] = all;
  if (how === 'first') return first;
  if (how === 'max') return all.reduce((a, b) => (Math.max(...b) > Math.max(...a) ? b : a), first);
  return first.map((_, label) => all.reduce((sum, scores) => sum + (scores[label] ?? NaN), 0) / all.length);
}

function spanOf(parts: readonly { readonly start: number; readonly end: number }[]): { start: number; end: number } {
  return { start: parts[0]?.start ?? 0, end: parts.at(-1)?.end ?? 0 };
}

function continues(last: string, next: string): boolean {
  return !next.startsWith('B-') && tagOf(last) === tagOf(next);
}

/** `get_tag`: what is behind `B-` or `I-`. */
function tagOf(label: string): string {
  return /^[BI]-/.test(label) ? label.slice(2) : label;
}

/** What is behind the first hyphen, whatever is before it, as `group_sub_entities` names a group. */
function kindOf(label: string): string {
  return label.includes('-') ? label.slice(label.indexOf('-') + 1) : label;
}
