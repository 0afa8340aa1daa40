import { join } from 'node:path';
import { Grammar } from './grammar.mts';
import { Random } from './random.mts';
import { readLexicon } from './sections.mts';
import { checkApart, readHeldOut, readWritten, wordsOf, type Sentence } from './sentences.mts';
import { word, WordExchange } from './word-exchange.mts';

const tool = join(import.meta.dirname, '..');
export const sentencesFolder = join(tool, 'sentences');

/** How many of the sentences are varied from written ones; the grammar writes the others. */
const writtenShare = 0.4;
const exchangedShare = 0.35;
/** How many lose their last full stop, as people leave it out. */
const openShare = 0.2;
/** How many words are hidden, so that no single one is relied on. */
const hiddenShare = 0.03;

/** Writes training sentences: the same seed gives the same ones. None has just the words of a held-out sentence. */
export class Corpus {
  readonly written = readWritten(sentencesFolder);
  readonly #random: Random;
  readonly #grammar: Grammar;
  readonly #exchange: WordExchange;
  readonly #heldOut: ReadonlySet<string>;

  /** @throws Error where a written sentence is too close to a held-out one */
  constructor(seed: number) {
    const heldOut = [...readHeldOut(sentencesFolder, 'evaluation'), ...readHeldOut(sentencesFolder, 'development')];
    checkApart(this.written, heldOut);
    this.#heldOut = new Set(heldOut.map(({ text }) => keyOf(text)));
    const lexicon = readLexicon(join(tool, 'lexicon'));
    this.#random = new Random(seed);
    this.#grammar = new Grammar(join(sentencesFolder, 'grammar.txt'), lexicon, this.#random);
    this.#exchange = new WordExchange(lexicon, exchangedShare, this.#random);
  }

  /** The next sentence. */
  next(): Sentence {
    for (;;) {
      const { label, text } = this.#random.happens(writtenShare) ? this.#varied() : this.#generated();
      if (!this.#heldOut.has(keyOf(text))) return { label, text: this.#roughened(text) };
    }
  }

  #varied(): Sentence {
    const { label, text } = this.#random.one(this.written);
    return { label, text: this.#exchange.vary(text) };
  }

  #generated(): Sentence {
    const { label } = this.#random.weighted(this.#grammar.shares);
    return { label, text: this.#grammar.sentence(label) };
  }

  #roughened(text: string): string {
    const closed = this.#random.happens(openShare) ? text.replace(/\.+$/, '') : text;
    return closed.toLowerCase().replace(word, (found) => (this.#random.happens(hiddenShare) ? '[UNK]' : found));
  }
}

/** The words of a text whatever their order, as one string. */
function keyOf(text: string): string {
  return [...wordsOf(text)].sort().join(' ');
}
