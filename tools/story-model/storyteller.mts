import { Random } from '../sample-model/corpus/random.mts';
import { readSections } from '../sample-model/corpus/sections.mts';

interface Wording {
  readonly text: string;
  /** How likely it is among those of its rule. */
  readonly weight: number;
}

const slot = /\{([A-Za-z]+)\}/g;
const choice = /\(([^()]*)\)(\?)?/g;
/** What a line of the rule `hero` holds, in its order. */
const heroSlots = ['hero', 'he', 'him', 'his', 'name'] as const;

/** Tells stories by the rules of a file, whose head says what its signs mean. The same seed tells the same ones. */
export class Storyteller {
  readonly #random: Random;
  readonly #rules = new Map<string, readonly Wording[]>();
  /** Rules that are drawn once a story. */
  readonly #kept: readonly string[];

  constructor(path: string, seed: number) {
    this.#random = new Random(seed);
    const sections = [...readSections(path)];
    this.#kept = sections.flatMap(([name]) => (name.startsWith('!') ? [name.slice(1)] : []));
    for (const [name, lines] of sections) this.#rules.set(name.replace('!', ''), lines.map(readWording));
  }

  /** The next story, on one line. @throws Error for a rule that names what is not there */
  next(): string {
    const facts = new Map(this.#kept.map((name) => [name, this.#draw(name)]));
    const words = (facts.get('hero') ?? '').split(' | ');
    heroSlots.forEach((name, index) => facts.set(name, this.#random.one((words[index] ?? '').split('/'))));
    return this.#expand('{story}', facts).replace(/\s+/g, ' ').trim();
  }

  #expand(text: string, facts: ReadonlyMap<string, string>): string {
    return text
      .replace(choice, (_, texts: string, optional?: string) =>
        optional !== undefined && this.#random.happens(0.5) ? '' : this.#random.one(texts.split('/')),
      )
      .replace(slot, (_, name: string) => {
        const plain = name.charAt(0).toLowerCase() + name.slice(1);
        const words = this.#expand(facts.get(plain) ?? this.#draw(plain), facts);
        return plain === name ? words : words.charAt(0).toUpperCase() + words.slice(1);
      });
  }

  #draw(name: string): string {
    const wordings = this.#rules.get(name);
    if (wordings === undefined) throw new Error(`There is no rule ${name}.`);
    return this.#random.weighted(wordings).text;
  }
}

function readWording(line: string): Wording {
  const [, weight = '1', text = ''] = /^(?:\*(\d+) )?(.*)$/.exec(line) ?? [];
  return { text, weight: Number(weight) };
}
