import type { Vocabulary } from '../../../common/contracts/tokens';
import type { Lexicon } from '../info/lexicon';
import { rankOf, ranks, type SearchText } from './match-rank';

type Entry = Vocabulary['matches'][number];

/** The vocabulary in order of ids, for searches; made once, when somebody searches. */
export class VocabularyIndex {
  readonly #entries: readonly (Entry & SearchText)[];

  /** @param vocab tokens and their ids, added tokens included */
  constructor(vocab: Readonly<Record<string, number>>, lexicon: Lexicon) {
    this.#entries = Object.entries(vocab)
      .map(([token, id]) => {
        const readable = lexicon.readable(id, token);
        return { id, token, readable, folded: token.toLowerCase(), foldedReadable: readable.toLowerCase() };
      })
      .sort((one, other) => one.id - other.id);
  }

  /**
   * Entries whose raw or readable form holds the query: the id itself for a query of digits, then whole forms, beginnings
   * and insides, each as written before other capitals, in order of ids. An empty query finds everything.
   */
  search(query: string, limit: number): Pick<Vocabulary, 'matches' | 'total'> {
    const byRank: Entry[][] = Array.from({ length: ranks }, () => []);
    const folded = query.toLowerCase();
    const id = /^\d{1,10}$/.test(query) ? Number(query) : null;
    let total = 0;
    for (const entry of this.#entries) {
      const rank = entry.id === id ? 0 : rankOf(entry, query, folded);
      if (rank === null) continue;
      total += 1;
      const found = byRank[rank];
      if (found !== undefined && found.length < limit) found.push(entry);
    }
    const matches = byRank.flat().slice(0, limit);
    return { matches: matches.map(({ id: number, token, readable }) => ({ id: number, token, readable })), total };
  }
}
