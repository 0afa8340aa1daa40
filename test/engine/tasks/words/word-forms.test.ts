import { describe, expect, it } from 'vitest';
import { WordForms } from '../../../../src/engine/tasks/words/word-forms';
import { openTokenizer, type TextTokenizer } from '../../../../src/engine/tokenizers/text-tokenizer';
import { tokenizerFixture } from '../../support/fixtures';

const inside = { start: 4, joinStart: 3 };
const atStart = { start: 0, joinStart: 0 };

/** The ids of pieces as the vocabulary writes them. */
async function idsOf(tokenizer: TextTokenizer, ...pieces: string[]): Promise<number[]> {
  const found = await Promise.all(pieces.map(async (piece) => (await tokenizer.vocabulary(piece, 50)).matches));
  return pieces.map((piece, at) => found[at]!.find(({ token }) => token === piece)!.id);
}

describe.each([
  ['bert-uncased', 'the', '##s', ','],
  ['roberta', 'Ġthe', 's', 'Ġ('],
  ['xlm-roberta', '▁the', 's', ','],
])('words of %s', (name, word, piece, mark) => {
  it('begin with a word, go on with a piece, and hold no punctuation', async () => {
    const tokenizer = await openTokenizer(tokenizerFixture(name));
    const forms = new WordForms(tokenizer);
    const size = tokenizer.info.vocabSize;
    const [begins, goesOn, other] = (await idsOf(tokenizer, word, piece, mark)) as [number, number, number];
    const [beginning, continuing] = [forms.beginning(size, forms.isSpaced(inside, begins)), forms.continuing(size)];
    expect([beginning[begins], beginning[goesOn], beginning[other]]).toEqual([1, 0, 0]);
    expect([continuing[begins], continuing[goesOn], continuing[other]]).toEqual([0, 1, 0]);
    for (const { id } of tokenizer.info.specialTokens) expect([beginning[id], continuing[id]]).toEqual([0, 0]);
  });

  it('are written without the space before them', async () => {
    const tokenizer = await openTokenizer(tokenizerFixture(name));
    const forms = new WordForms(tokenizer);
    const [begins, goesOn] = (await idsOf(tokenizer, word, piece)) as [number, number];
    expect(await forms.written([begins], inside)).toMatchObject({ text: 'the', joins: false, writes: true });
    expect(await forms.written([goesOn], inside)).toMatchObject({ text: 's', joins: true, writes: true });
    // At the beginning of a text there is nothing to go on with.
    expect(await forms.written([goesOn], atStart)).toMatchObject({ text: 's', joins: false });
    expect(await forms.written([begins, goesOn], inside)).toMatchObject({ text: 'thes', joins: false, writes: true });
    const mask = tokenizer.info.specialTokens.find(({ role }) => role === 'mask')!;
    expect(await forms.written([mask.id], inside)).toMatchObject({ joins: false, writes: false });
    expect([forms.isWhole('thes'), forms.isWhole('don’t'), forms.isWhole('a b'), forms.isWhole('-')]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
