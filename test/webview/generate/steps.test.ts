import { describe, expect, it } from 'vitest';
import { LensError } from '../../../src/common/errors/lens-error';
import { branch, storyState, storyView } from '../states/generation/views';
import { model } from '../states/models';
import type { GenerateOptions } from './open-generate';
import { useGenerate } from './use-generate';

const tab = useGenerate();
const table = () => tab.root.getByRole('table');
const row = (name: string) => table().getByRole('row', { name });

describe('sequences', () => {
  it('stand side by side and are paged', async () => {
    await tab.open();
    expect(await tab.root.getByRole('listbox').count()).toBe(3);
    await tab.click(tab.root.getByRole('button', { name: 'Next sequences' }));
    expect(await tab.tokens(4).count()).toBe(1);
    for (let page = 0; page < 2; page += 1) await tab.click(tab.root.getByRole('button', { name: 'Next sequences' }));
    expect(await tab.tokens(10).count()).toBe(1);
    expect(await tab.root.getByRole('button', { name: 'Next sequences' }).isDisabled()).toBe(true);
    expect(await tab.text()).toContain('3 of 10, all from the same prompt, seed 42');
  });

  it('are walked and chosen by keyboard', async () => {
    await tab.open();
    await tab.tokens(1).focus();
    await tab.press('ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'Enter');
    const chosen = tab.tokens(1).getByRole('option', { selected: true });
    expect(await chosen.getAttribute('aria-label')).toBe('small, probability 0.0551, rank 2');
    expect(tab.calls('stepDetail')).toEqual([{ at: { branch: 0, sequence: 0, step: 4 }, top: 10 }]);
    await tab.press('ArrowDown', 'ArrowUp');
    expect(await tab.tokens(1).getAttribute('aria-activedescendant')).toBe('token-4');
    await tab.press('Escape');
    expect(await chosen.count()).toBe(0);
    expect(await tab.text()).toContain('Choose a token');
  });

  it('say why they ended, and what a beam is worth', async () => {
    const ends = ['token', 'length', 'stop-string'] as const;
    const sequences = branch.sequences.map((one, at) => ({ ...one, end: ends[at % 3] ?? null, score: -0.25 - at }));
    await tab.open({ view: { ...storyView, branches: [{ ...branch, sequences }] } });
    for (const words of ['end token', 'full length', 'stop string', 'score −0.2500', 'score −1.2500']) {
      expect(await tab.text()).toContain(words);
    }
  });
});

describe('a step', () => {
  const choose = async (options: GenerateOptions = {}) => {
    await tab.open(options);
    await tab.click(tab.tokens(1).getByRole('option', { name: /^small/ }));
  };

  it('shows what the model offered and what each setting left of it', async () => {
    await choose();
    expect(await row('small').textContent()).toMatch(/2\s+small\s+−31.14\s+0.055\s+0.229\s+0.229\s+0.243\s+chosen/);
    expect(await row('woman').textContent()).toMatch(/cut\s*Continue from here/);
    expect(await row('others').textContent()).toContain('50,247 others');
    const heads = await table().getByRole('columnheader').allTextContents();
    expect(heads.slice(3, 7)).toEqual(['model', 'temperature 0.3', 'top_k 50', 'top_p 0.9']);
    for (const fact of ['2 of 50,257', '0.0551, drawn at 0.2435', '5 tokens']) expect(await tab.text()).toContain(fact);
    await tab.click(tab.root.getByRole('button', { name: 'More Rows' }));
    expect(tab.calls('stepDetail').at(-1)).toMatchObject({ top: 40 });
    expect(await table().getByRole('row').count()).toBe(42);
  });

  it('goes on from another token, by pointer and by keyboard', async () => {
    await choose();
    await row('young').hover();
    await tab.click(row('young').getByRole('button'));
    const at = { branch: 0, sequence: 0, step: 4 };
    expect(tab.calls('generateOtherwise')).toEqual([{ at, id: 20_003 }]);
    await table().getByRole('button', { name: 'Continue from here: young' }).focus();
    await tab.press('ArrowDown', 'Enter');
    expect(tab.calls('generateOtherwise').at(-1)).toEqual({ at, id: 20_004 });
  });

  it('shows what it read, by layer and head', async () => {
    await choose();
    expect(await tab.root.getByRole('grid', { name: 'What this step reads' }).getByRole('row').count()).toBe(9);
    await tab.root.getByLabel('Layer').selectOption('Layer 2');
    await tab.root.getByLabel('Head').selectOption('Head 7');
    await tab.press('Tab');
    expect(tab.calls('stepReads').at(-1)).toMatchObject({ kind: 'self', layer: 2, head: 7 });
    expect(await tab.root.getByRole('radio', { name: 'Cross' }).count()).toBe(0);
  });

  it('of an encoder-decoder reads the other text as well', async () => {
    await choose({ state: { ...storyState, model: model({ kind: 'encoder-decoder' }) } });
    await tab.click(tab.root.getByRole('radio', { name: 'Cross' }));
    expect(tab.calls('stepReads').at(-1)).toMatchObject({ kind: 'cross', layer: null, head: null });
  });

  it('says what went wrong, and asks again', async () => {
    const gone = () => {
      throw new LensError('gone', 'The engine ended.');
    };
    await choose({ answers: { stepDetail: gone } });
    expect(await tab.text()).toContain('The engine ended.');
    await tab.click(tab.root.getByRole('button', { name: 'Try Again' }));
    expect(tab.calls('stepDetail').length).toBe(2);
  });
});
