import { basename } from 'node:path';
import type { Random } from './random.mts';
import { readSections, type Lexicon } from './sections.mts';

interface Wording {
  readonly text: string;
  /** How likely it is among the wordings of its rule. */
  readonly weight: number;
}

/** A label, and how many of all sentences have it. */
export interface Share {
  readonly label: string;
  readonly weight: number;
}

const choice = /\(([^()]*)\)(\?)?/g;
const slot = /\{([a-z_|]+)(\?)?\}/g;
/** What names that nobody has heard of are made of: from them the model learns that pieces alone say nothing. */
const syllables = 'ka lo mi ber tan ix zo ren vel qua sk dem gro shi dor ul fa ex nim by'.split(' ');

/** Writes sentences by the rules of a file: the head of grammar.txt says what its signs mean. */
export class Grammar {
  readonly shares: readonly Share[];
  readonly #rules = new Map<string, readonly Wording[]>();
  readonly #lexicon: Lexicon;
  readonly #random: Random;

  /** @throws Error where a rule has the name of a section of the lexicon */
  constructor(path: string, lexicon: Lexicon, random: Random) {
    this.#lexicon = lexicon;
    this.#random = random;
    const shares: Share[] = [];
    for (const [head, lines] of readSections(path)) {
      const [name = '', share] = head.replace(/^=/, '').split(' ');
      if (lexicon.has(name)) throw new Error(`${basename(path)}: the rule ${name} has the name of a lexicon section`);
      this.#rules.set(name, lines.map(readWording));
      if (share !== undefined) shares.push({ label: name, weight: Number(share) });
    }
    this.shares = shares;
  }

  /** A sentence of that label. @throws Error for a rule that names what is not there */
  sentence(label: string): string {
    return tidy(this.#expand(label));
  }

  #expand(name: string): string {
    if (name === 'made_up') return this.#madeUp();
    const items = this.#lexicon.get(name);
    if (items !== undefined) return this.#random.one(items);
    const wordings = this.#rules.get(name);
    if (wordings === undefined) throw new Error(`The grammar has no rule, and the lexicon no section, ${name}`);
    return this.#random
      .weighted(wordings)
      .text.replace(choice, (_, texts: string, optional?: string) => this.#oneOf(texts.split('/'), optional))
      .replace(slot, (_, names: string, optional?: string) => {
        const drawn = this.#oneOf(names.split('|'), optional);
        return drawn === '' ? '' : this.#expand(drawn);
      });
  }

  #oneOf(items: readonly string[], optional: string | undefined): string {
    return optional !== undefined && this.#random.happens(0.5) ? '' : this.#random.one(items);
  }

  #madeUp(): string {
    const count = this.#random.one([2, 3]);
    return Array.from({ length: count }, () => this.#random.one(syllables)).join('');
  }
}

/** `*3 ` before a line makes it three times as likely. */
function readWording(line: string): Wording {
  const [, weight = '1', text = ''] = /^(?:\*(\d+) )?(.*)$/.exec(line) ?? [];
  return { text, weight: Number(weight) };
}

/** Mends spaces, doubled signs and the article before a vowel. */
export function tidy(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/ ([.,!?])/g, '$1')
    .replace(/([.,!?])[.,]+/g, '$1')
    .replace(/\b([Aa]) (?=[aeiou])/g, '$1n ');
}
