import { describe, expect, it } from 'vitest';
import type { TensorStatistics } from '../../../src/common/contracts/description';
import { LensError } from '../../../src/common/errors/lens-error';
import { openLens, type OpenedLens } from '../harness/lens';
import { textInside } from '../harness/text';
import { useView } from '../harness/use-view';
import { callsOf } from '../harness/view';
import { made } from '../states/descriptions/make';
import { qwen } from '../states/descriptions/models';
import { statisticsOf } from '../states/descriptions/statistics';
import { readyState } from '../states/lens-states';

type Answer = (name: string) => TensorStatistics | Promise<TensorStatistics>;

let view: OpenedLens;
let description = qwen;
let answer: Answer = statisticsOf;
useView(
  (browser) =>
    openLens(browser, {
      size: { width: 1400, height: 800 },
      answers: {
        describe: () => description,
        tensorStatistics: ({ name }, { progress }) => {
          progress({ done: 1_000_000, total: 4_000_000 });
          return answer(name);
        },
      },
    }),
  (opened) => {
    view = opened;
    description = qwen;
    answer = statisticsOf;
  },
);

async function look(): Promise<void> {
  await view.show(readyState);
  await view.page.getByRole('tab', { name: 'Config' }).click();
  await view.page.getByRole('treeitem').first().waitFor();
}

const tree = () => view.page.getByRole('tree');
const row = (name: string) => view.page.getByRole('treeitem', { name, exact: false });
const card = () => view.page.locator('lens-tensor-statistics').evaluate(textInside);

/** The row at the keyboard's cursor, by its first words. */
const cursor = async (): Promise<string> => (await view.page.locator('.row.cursor').innerText()).split(/\s/)[0] ?? '';

async function press(...keys: readonly string[]): Promise<void> {
  for (const key of keys) await view.page.keyboard.press(key);
  await view.drawn();
}

describe('the tree of tensors', () => {
  it('is unfolded to the attention of the first layer, the other layers in one line', async () => {
    await look();
    await expect(row('q_proj.weight').isVisible()).resolves.toBe(true);
    expect(await row('1 … 23').getAttribute('aria-expanded')).toBe('false');
    expect(await row('1 … 23').innerText()).toContain('343.0 M');
    expect(await row('q_proj.weight').innerText()).toMatch(/896 × 896\s+bfloat16\s+802,816/);
    expect(await row('lm_head.weight').innerText()).toContain('tied');
    await row('1 … 23').click();
    await row('23').last().click();
    expect(await view.page.getByRole('treeitem', { level: 5 }).count()).toBeGreaterThan(2);
  });

  it('is moved through by the keys of VS Code', async () => {
    await look();
    await tree().focus();
    await press('Home');
    expect(await cursor()).toBe('model');
    await press('ArrowLeft');
    expect(await view.page.getByRole('treeitem').count()).toBe(2);
    await press('ArrowRight', 'ArrowRight');
    expect(await cursor()).toBe('embed_tokens.weight');
    await press('ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown');
    expect(await cursor()).toBe('self_attn');
    await press('ArrowLeft', 'ArrowLeft');
    expect(await cursor()).toBe('0');
    await press('End');
    expect(await cursor()).toBe('lm_head.weight');
    await press('PageUp', 'Home', 'ArrowDown', 'Enter');
    await expect.poll(card).toContain('model.embed_tokens.weight');
    expect(await row('embed_tokens.weight').getAttribute('aria-selected')).toBe('true');
  });

  it('is searched by name', async () => {
    await look();
    await view.page.getByRole('button', { name: 'Find Tensors' }).click();
    await view.page.keyboard.type('5.MLP');
    await expect.poll(() => view.page.getByRole('treeitem').count()).toBe(6);
    expect(await view.page.locator('lens-tensor-tree').evaluate(textInside)).toContain('6 found');
    await press('ArrowDown', 'Enter');
    await expect.poll(card).toContain('model.layers.5.mlp.gate_proj.weight');
    await view.page.getByRole('searchbox').focus();
    await press('Escape');
    await expect(row('self_attn').first().isVisible()).resolves.toBe(true);
  });

  it('draws only what is in view of a long one', async () => {
    const shapes = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`tensor_${index}`, [2, 2]]));
    description = made({ config: { model_type: 'unknown' }, shapes, layers: 0 });
    await look();
    expect(await view.page.getByRole('treeitem').count()).toBeLessThan(120);
    await tree().focus();
    await press('End');
    await expect.poll(() => row('tensor_19999').count()).toBe(1);
    expect(await row('tensor_19999').getAttribute('aria-setsize')).toBe('20000');
    await press('Enter');
    await expect.poll(card).toContain('tensor_19999');
  });
});

describe('what lies in a tensor', () => {
  it('is asked for when it is chosen, and drawn with exact numbers', async () => {
    await look();
    expect(await card()).toBe('Choose a tensor to see what lies in it.');
    await row('k_proj.weight').first().click();
    await expect.poll(card).toContain('99.9 % of the values');
    expect(await card()).toContain(
      'mean −3.10e−5 std 0.06120 min −0.8047 max 0.7891 NaN, inf none zeros 3 values 802,816',
    );
    expect(await view.page.locator('.histogram rect').count()).toBe(48);
    expect(callsOf(view, 'tensorStatistics')).toEqual([{ name: 'model.layers.0.self_attn.k_proj.weight' }]);
  });

  it('tells progress, and can be cancelled', async () => {
    answer = () => new Promise(() => undefined);
    await look();
    await row('k_proj.weight').first().click();
    await expect.poll(card).toContain('Reading, 1.0 of 4.0 MB');
    await view.page.getByRole('button', { name: 'Cancel' }).click();
    await expect.poll(card).toContain('Cancelled.');
    answer = statisticsOf;
    await view.page.getByRole('button', { name: 'Try Again' }).click();
    await expect.poll(card).toContain('0.7891');
  });

  it('is that of the newest choice', async () => {
    let finish = (): void => undefined;
    answer = (name) =>
      name.endsWith('k_proj.weight')
        ? new Promise((resolve) => (finish = () => resolve({ ...statisticsOf(name), max: 99 })))
        : statisticsOf(name);
    await look();
    await row('k_proj.weight').first().click();
    await row('v_proj.weight').first().click();
    await expect.poll(card).toContain('v_proj.weight');
    finish();
    await view.drawn();
    expect(await card()).not.toContain('99.0');
    expect(await card()).toContain('0.7891');
  });

  it('says what is wrong, and what is not in the files', async () => {
    answer = () => {
      throw new LensError('bad-file', 'model.safetensors is incomplete.', 'Download the file again.');
    };
    await look();
    await row('k_proj.weight').first().click();
    await expect.poll(card).toContain('model.safetensors is incomplete. Download the file again.');
    await row('lm_head.weight').click();
    await expect.poll(card).toContain('It is not in the files: it is model.embed_tokens.weight.');
  });

  it('shows values that are not finite as such', async () => {
    const none = { finite: 0, nan: 3, infinite: 2, mean: null, std: null, min: null, max: null, histogram: null };
    answer = (name) => ({ ...statisticsOf(name), ...none });
    await look();
    await row('k_proj.weight').first().click();
    await expect.poll(card).toContain('It has no finite values.');
    expect(await card()).toContain('NaN, inf 3, 2');
  });
});
