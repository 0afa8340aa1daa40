import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterAll, describe, expect, it } from 'vitest';
import { runFileSchema } from '../../../src/common/contracts/training/run-file';
import { Corpus, sentencesFolder } from '../../../tools/sample-model/corpus/corpus.mts';
import { Grammar, tidy } from '../../../tools/sample-model/corpus/grammar.mts';
import { Random } from '../../../tools/sample-model/corpus/random.mts';
import { readLexicon, readSections } from '../../../tools/sample-model/corpus/sections.mts';
import { checkApart, labels, readHeldOut, wordsOf } from '../../../tools/sample-model/corpus/sentences.mts';
import { WordExchange } from '../../../tools/sample-model/corpus/word-exchange.mts';

const folder = mkdtempSync(join(tmpdir(), 'model-lens-sentences-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function first(count: number, next: () => string): string[] {
  return Array.from({ length: count }, next);
}

describe('the sentences that the sample model is trained on', () => {
  const corpus = new Corpus(7);
  const sentences = Array.from({ length: 3000 }, () => corpus.next());

  it('are the same for the same seed, and others for another one', () => {
    const again = new Corpus(7);
    expect(Array.from({ length: 300 }, () => again.next())).toEqual(sentences.slice(0, 300));
    const other = new Corpus(8);
    expect(Array.from({ length: 300 }, () => other.next())).not.toEqual(sentences.slice(0, 300));
  });

  it('have every class in its share, and hardly one twice', () => {
    for (const label of labels) {
      const share = sentences.filter((sentence) => sentence.label === label).length / sentences.length;
      expect(share, label).toBeGreaterThan(0.28);
      expect(share, label).toBeLessThan(0.39);
    }
    expect(new Set(sentences.map(({ text }) => text)).size).toBeGreaterThan(2700);
  });

  it('are whole: nothing of the grammar is left in them', () => {
    for (const { text } of sentences) {
      expect(text).not.toMatch(/[{}|*]|\s\s|^\s|\s$/);
      expect(text.trim()).not.toBe('');
    }
  });

  it('are none of those that are held out', () => {
    const key = (text: string) => [...wordsOf(text)].sort().join(' ');
    const heldOut = [...readHeldOut(sentencesFolder, 'evaluation'), ...readHeldOut(sentencesFolder, 'development')];
    const keys = new Set(heldOut.map(({ text }) => key(text)));
    expect(keys.size).toBeGreaterThan(300);
    expect(sentences.filter(({ text }) => keys.has(key(text)))).toEqual([]);
  });

  it('are refused where a written one has nearly the words of one that is held out', () => {
    const written = [{ label: 'positive', text: 'Clear slides, and a very good pace!' }];
    const near = { label: 'positive', text: 'A very good pace and clear slides.' };
    const far = { label: 'positive', text: 'A good pace.' };
    expect(() => checkApart(written, [far])).not.toThrow();
    expect(() => checkApart(written, [far, near])).toThrow('"A very good pace and clear slides." is too close');
  });

  it('belong to the labels that the run and the model have, in their order', () => {
    const tools = join(import.meta.dirname, '../../../tools/sample-model');
    const run = v.parse(runFileSchema, JSON.parse(readFileSync(join(tools, 'run.json'), 'utf8')));
    expect(run).toMatchObject({ model: 'sample', from_scratch: true, labels });
    expect(new Set(corpus.written.map(({ label }) => label))).toEqual(new Set(labels));
  });
});

describe('the grammar', () => {
  it('takes choices, what may be left out, rules, sections and weights', () => {
    const lexicon = new Map([['animal', ['owl', 'cat']]]);
    const path = file(
      'grammar.txt',
      '# head\n[=who]\nA {animal}\n\n[fine 3]\n*9 {who} (sat/ran)(! )?.\n{other?}\n[bad 1]\nno\n',
    );
    const grammar = new Grammar(path, lexicon, new Random(1));
    expect(grammar.shares).toEqual([
      { label: 'fine', weight: 3 },
      { label: 'bad', weight: 1 },
    ]);
    expect(() => first(400, () => grammar.sentence('fine'))).toThrow('no section, other');
    lexicon.set('other', ['Else']);
    const counts = new Map<string, number>();
    for (const text of first(4000, () => grammar.sentence('fine'))) counts.set(text, (counts.get(text) ?? 0) + 1);
    const texts = ['An owl', 'A cat'].flatMap((who) =>
      ['sat', 'ran'].flatMap((did) => [`${who} ${did}.`, `${who} ${did}!`]),
    );
    expect([...counts.keys()].sort()).toEqual(['', 'Else', ...texts].sort());
    for (const text of texts) expect(counts.get(text)! / 4000, text).toBeCloseTo(9 / 80, 1);
    expect(counts.get('Else')! / 4000).toBeCloseTo(1 / 20, 1);
    expect(() => new Grammar(file('names.txt', '[=animal]\nx\n'), lexicon, new Random(1))).toThrow('name of a lexicon');
  });

  it('leaves tidy sentences', () => {
    expect(tidy(' a  apple , a pear !. A egg')).toBe('an apple, a pear! An egg');
  });
});

describe('the word lists', () => {
  it('are read by their sections, each item once', () => {
    file('one.txt', '# no\n[a]\nred, green,\n green, blue sky\n[b]\n\n[a]\nred, white\n');
    expect([...readLexicon(folder).entries()].slice(-2)).toEqual(expect.arrayContaining([['b', []]]));
    expect(readSections(join(folder, 'one.txt')).get('a')).toEqual(['red, green,', 'green, blue sky', 'red, white']);
    expect(readLexicon(folder).get('a')).toEqual(['red', 'green', 'blue sky', 'white']);
    expect(() => readSections(file('no.md', 'text'))).toThrow('no.md: text before the first section: text');
  });

  it('give words in place of others of the same meaning, and leave those with several', () => {
    const lexicon = new Map([
      ['food', ['soup', 'Pizza']],
      ['pos_adj', ['fresh', 'cold']],
      ['neg_person', ['cold', 'rude']],
    ]);
    const exchange = new WordExchange(lexicon, 1, new Random(3));
    const texts = new Set(first(200, () => exchange.vary('The soup is cold, not rude.')));
    expect([...texts].sort()).toEqual(
      ['Pizza', 'soup'].flatMap((food) => ['cold', 'rude'].map((word) => `the ${food} is cold, not ${word}.`)),
    );
  });
});

describe('drawing by a seed', () => {
  it('gives each item as often as the others', () => {
    const random = new Random(5);
    const counts = new Map<string, number>();
    for (const item of first(6000, () => random.one(['a', 'b', 'c']))) counts.set(item, (counts.get(item) ?? 0) + 1);
    for (const count of counts.values()) expect(Math.abs(count - 2000)).toBeLessThan(150);
    expect(first(1000, () => String(random.happens(0.25))).filter((each) => each === 'true').length).toBeLessThan(320);
    expect(() => random.one([])).toThrow(RangeError);
    expect(() => random.weighted([])).toThrow(RangeError);
  });
});
