import type { AxisOptions } from '../../../common/contracts/internals/run-row';
import type { TokenFacts } from './token-facts';

/** The rows or columns of a picture: for each entry its first token and the one behind its last, as indices of the row. */
export interface ShownAxis {
  readonly pairs: Int32Array<ArrayBuffer>;
  readonly entries: number;
  /** True when the entries are the real tokens one by one, so that a matrix is shown as it is. */
  readonly plain: boolean;
  /** Where real tokens begin: index 0 of a matrix. */
  readonly base: number;
  /** Tells axes of the same tokens apart. */
  readonly key: string;
}

/** The entries that are shown of a row's tokens. */
export function shownAxis(facts: TokenFacts, { mergeWords, leaveOutSpecial }: AxisOptions): ShownAxis {
  const pairs: number[] = [];
  for (let token = facts.from; token < facts.to; token++) {
    const word = facts.words[token] ?? -1;
    if (leaveOutSpecial && facts.special[token] === 1) continue;
    const continues = mergeWords && word >= 0 && token > facts.from && facts.words[token - 1] === word;
    if (continues && pairs.at(-1) === token) pairs[pairs.length - 1] = token + 1;
    else pairs.push(token, token + 1);
  }
  const entries = pairs.length / 2;
  const plain = entries === facts.to - facts.from;
  return {
    pairs: Int32Array.from(pairs),
    entries,
    plain,
    base: facts.from,
    key: `${mergeWords ? 'words' : 'tokens'}${leaveOutSpecial ? '.text' : ''}`,
  };
}

/** First and behind-last index of an entry in a matrix of the real tokens. */
export function entryRange({ pairs, base }: ShownAxis, entry: number): [number, number] {
  return [(pairs[2 * entry] ?? 0) - base, (pairs[2 * entry + 1] ?? 0) - base];
}

/** The entry that a token of the row belongs to; -1 where it is not shown. */
export function entryOf({ pairs, entries }: ShownAxis, token: number): number {
  for (let entry = 0; entry < entries; entry++) {
    if (token >= (pairs[2 * entry] ?? 0) && token < (pairs[2 * entry + 1] ?? 0)) return entry;
  }
  return -1;
}
