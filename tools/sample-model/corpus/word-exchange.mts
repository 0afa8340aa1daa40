import { tidy } from './grammar.mts';
import type { Random } from './random.mts';
import type { Lexicon } from './sections.mts';

/** A word of a text in lower case. */
export const word = /[a-z][a-z'-]*/g;

/** Sections whose words may stand for one another. */
const exchanged = [
  ...['course', 'teacher', 'product', 'film', 'artist', 'food', 'travel', 'staff', 'software', 'person'],
  ...['pos_adj', 'neg_adj', 'pos_person', 'neg_person', 'pos_feeling', 'neg_feeling'],
  ...['pos_verb_past', 'neg_verb_past', 'city', 'country', 'name', 'job', 'neu_object', 'neu_place'],
  ...['film_plural', 'course_plural', 'product_plural', 'food_plural', 'travel_plural', 'software_plural', 'neu_adj'],
];

/** Varies a sentence with other words of the same section: "the soup was bland" -> "the pizza was stale". */
export class WordExchange {
  readonly #choices = new Map<string, (readonly string[])[]>();
  readonly #share: number;
  readonly #random: Random;

  /** @param share how many of the words that can be exchanged are */
  constructor(lexicon: Lexicon, share: number, random: Random) {
    this.#share = share;
    this.#random = random;
    const ambiguous = ambiguousWords(lexicon);
    for (const items of exchanged.map((name) => lexicon.get(name) ?? [])) {
      for (const item of items.map((each) => each.toLowerCase()).filter((each) => !ambiguous.has(each))) {
        this.#choices.set(item, [...(this.#choices.get(item) ?? []), items]);
      }
    }
  }

  /** The sentence in lower case with other words. */
  vary(text: string): string {
    return tidy(text.toLowerCase().replace(word, (found) => this.#other(found)));
  }

  #other(found: string): string {
    const choices = this.#choices.get(found);
    if (choices === undefined || !this.#random.happens(this.#share)) return found;
    return this.#random.one(this.#random.one(choices));
  }
}

/** Words in sections of different meaning, such as "cold", of a person or of water: another word would not be the same. */
function ambiguousWords(lexicon: Lexicon): Set<string> {
  const meanings = new Map<string, Set<string>>();
  for (const name of [...exchanged, 'degree_adj', 'lukewarm']) {
    for (const item of lexicon.get(name) ?? []) {
      const found = meanings.get(item.toLowerCase()) ?? new Set();
      meanings.set(item.toLowerCase(), found.add(meaningOf(name)));
    }
  }
  return new Set([...meanings].filter(([, found]) => found.size > 1).map(([item]) => item));
}

function meaningOf(section: string): string {
  if (section === 'degree_adj' || section === 'lukewarm') return section;
  return /^(?:pos|neg)_/.exec(section)?.[0] ?? '';
}
