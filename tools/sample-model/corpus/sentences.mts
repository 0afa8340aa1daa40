import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readLines } from './sections.mts';
import { word } from './word-exchange.mts';

/** A sentence and its class. */
export interface Sentence {
  readonly label: string;
  readonly text: string;
}

/** The classes, in the order of the model's logits. */
export const labels = ['negative', 'neutral', 'positive'];

/** Sentences that training must not see: those for the score, and those to look at while anything is changed. */
export type HeldOut = 'evaluation' | 'development';

/** The sentences written for training, from the file of each label. */
export function readWritten(folder: string): Sentence[] {
  return labels.flatMap((label) => readLines(join(folder, `${label}.txt`)).map((text) => ({ label, text })));
}

/** Held-out sentences: a label, a tab and the sentence a line. */
export function readHeldOut(folder: string, name: HeldOut): Sentence[] {
  const lines = readFileSync(join(folder, `${name}.tsv`), 'utf8').split('\n');
  return lines
    .filter((line) => line !== '')
    .map((line) => {
      const [label = '', text = ''] = line.split('\t');
      return { label, text };
    });
}

/** The words of a text; signs and emoji do not count. */
export function wordsOf(text: string): Set<string> {
  return new Set(text.toLowerCase().match(word));
}

/** @throws Error where a sentence for training is one of the held-out sentences, or has nearly the same words */
export function checkApart(written: readonly Sentence[], heldOut: readonly Sentence[]): void {
  const others = written.map(({ text }) => ({ text, words: wordsOf(text) }));
  for (const { text } of heldOut) {
    const words = wordsOf(text);
    const near = others.find((other) => text === other.text || overlap(words, other.words) > 0.8);
    if (near) throw new Error(`The held-out sentence "${text}" is too close to "${near.text}", which is trained on.`);
  }
}

/** Shared words as a share of all words of both. */
function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((each) => b.has(each)).length;
  return shared / (a.size + b.size - shared);
}
