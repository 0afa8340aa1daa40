import { describe, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { LensError } from '../../../src/common/errors/lens-error';
import { openLens, type OpenedLens } from '../harness/lens';
import { textInside } from '../harness/text';
import { useView } from '../harness/use-view';
import { callsOf } from '../harness/view';
import { maskedAnswers } from '../states/words/word-answers';
import { maskedState, noMaskState } from '../states/words/word-states';

let view: OpenedLens;
let failure: LensError | null = null;

useView(
  (browser: Browser) =>
    openLens(browser, {
      answers: {
        ...maskedAnswers,
        replaceWords: () => {
          if (failure) throw failure;
          return {};
        },
      },
    }),
  (opened) => {
    view = opened;
    failure = null;
  },
);

const chip = (name: string) => view.page.locator('lens-strip').getByRole('option', { name });
const words = (place = 0) => view.page.locator('lens-masked-place').nth(place).locator('lens-candidates');
const listed = async (place = 0): Promise<string[]> =>
  Promise.all((await words(place).getByRole('option').all()).map((option) => option.evaluate(textInside)));
const shown = (): Promise<string> => view.page.locator('lens-masked-words').evaluate(textInside);

describe('masked words', () => {
  it('say what to do until a word is chosen', async () => {
    await view.show(maskedState);
    await expect.poll(shown).toContain('Choose a word in the tokens above');
    expect(await shown()).toContain('write <mask> into the text');
  });

  it('are what may stand in place of a clicked word, previewed in place', async () => {
    await view.show(maskedState);
    await chip('learn').click();
    await expect
      .poll(listed)
      .toEqual([
        expect.stringMatching(/^hear 0\.\d{4} I am excited to hear about transformers$/),
        expect.stringMatching(/^learn 0\.\d{4} I am excited to learn about/),
        expect.stringMatching(/^talk/),
        expect.stringMatching(/^read/),
        expect.stringMatching(/^write/),
      ]);
    expect(await shown()).toContain('In place of learn');
    expect(await shown()).toMatch(/The word that stands there: rank 2, 0\.\d{4}/);
  });

  it('are more when they are asked for, what is no text or goes on with a word among them', async () => {
    await view.show(maskedState);
    await chip('learn').click();
    await view.page.getByRole('button', { name: 'Show More' }).click();
    await expect.poll(async () => (await listed()).length).toBe(7);
    expect((await listed())[6]).toMatch(/^ing 0\.\d{4} I am excited toing about transformers$/);
    await words().getByRole('option', { name: '</s>' }).click();
    await view.page.getByRole('button', { name: 'Replace in Editor' }).click();
    await view.page.locator('lens-notices').getByText('is no text that could be written').waitFor();
    expect(callsOf(view, 'replaceWords')).toEqual([]);
  });

  it('replace the word in the editor, by key', async () => {
    await view.show(maskedState);
    await chip('learn').click();
    await words().getByRole('listbox').focus();
    for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await view.page.keyboard.press(key);
    await expect.poll(() => words().getByRole('option', { selected: true }).evaluate(textInside)).toMatch(/^talk/);
    await view.page.getByRole('button', { name: 'Replace in Editor' }).click();
    const edit = { sequence: 0, start: 16, end: 21, text: 'talk' };
    await expect.poll(() => callsOf(view, 'replaceWords')).toEqual([{ runId: 1, row: 0, edits: [edit] }]);
  });

  it('say why they were not replaced', async () => {
    failure = new LensError('usage', 'The text has changed since it was read, so nothing was replaced.');
    await view.show(maskedState);
    await chip('learn').click();
    await words().getByRole('option').first().waitFor();
    await view.page.getByRole('button', { name: 'Replace in Editor' }).click();
    await view.page.locator('lens-notices').getByText('so nothing was replaced').waitFor();
  });

  it('of several pieces are one mask, and several words are masked at once', async () => {
    await view.show(maskedState);
    await chip('transform').click();
    await expect.poll(shown).toContain('The word that stands there is 2 tokens');
    await view.page.getByRole('button', { name: 'Mask Another' }).click();
    await expect.poll(shown).toContain('Choose another word');
    for (const key of ['Home', 'ArrowRight', 'ArrowRight', 'Space']) await view.page.keyboard.press(key);
    await expect.poll(shown).toContain('2 words are masked at once');
    expect(callsOf(view, 'maskedWords').at(-1)).toMatchObject({ tokens: [2, 7] });
    // The next one replaces them again.
    await chip('learn').click();
    await expect.poll(shown).toContain('In place of learn');
    expect(callsOf(view, 'maskedWords').at(-1)).toMatchObject({ tokens: [5] });
  });

  it('are whole words of several tokens, which is remembered', async () => {
    await view.show(maskedState);
    await chip('learn').click();
    await view.page.getByRole('radio', { name: 'Words' }).click();
    await expect
      .poll(async () => (await listed()).map((line) => line.split(' ')[0]))
      .toEqual(['hear', 'learn', 'brag', 'philosophise']);
    expect(await words().getByRole('option', { name: 'brag' }).getAttribute('title')).toContain(
      'Ġbr 0.0831 · ag 0.6112\n0.2254, 2 tokens: the geometric mean',
    );
    expect(await shown()).toContain('The word that stands there: 0.2846, place 2 among the words found');
    expect(await shown()).toContain('words of more than 2 tokens have no room');
    await chip('am').click();
    await expect.poll(shown).toContain('In place of am');
    await view.page.getByRole('radio', { name: 'Words', checked: true }).waitFor();
  });

  it('stay as they were when the text has changed', async () => {
    await view.show(maskedState);
    await chip('learn').click();
    await words().getByRole('option').first().waitFor();
    await view.show({ ...maskedState, phase: 'stale' });
    expect(await listed()).toHaveLength(5);
    expect(await view.page.locator('.panel.stale').count()).toBe(1);
    const asked = callsOf(view, 'maskedWords').length;
    await chip('am').click();
    await view.drawn();
    expect(callsOf(view, 'maskedWords')).toHaveLength(asked);
  });

  it('are none without a mask token', async () => {
    await view.show(noMaskState);
    await expect.poll(shown).toContain('has no mask token');
    expect(callsOf(view, 'maskedWords')).toEqual([]);
  });
});
