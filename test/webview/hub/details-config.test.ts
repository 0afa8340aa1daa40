import { describe, expect, it } from 'vitest';
import { LensError } from '../../../src/common/errors/lens-error';
import { accessibilityProblems, screenshot } from '../harness/checks';
import { openDetails, wideEditor, type OpenedDetails } from '../harness/details';
import { textInside } from '../harness/text';
import { themeNames } from '../harness/themes';
import { useView } from '../harness/use-view';
import { callsOf } from '../harness/view';
import { made } from '../states/descriptions/make';
import { qwen } from '../states/descriptions/models';
import { withoutTensors } from '../states/descriptions/other-models';
import * as states from '../states/details';

let view: OpenedDetails;
let answer: () => typeof qwen = () => qwen;
useView(
  (browser) => openDetails(browser, { answers: { describe: () => answer() } }),
  (opened) => {
    view = opened;
    answer = () => qwen;
  },
);

const config = () => view.page.getByRole('radio', { name: 'Config' });
const shown = () => view.page.locator('details-whole-config').evaluate(textInside);

describe('the Config of a model of the Hub', () => {
  it('is asked for when it is looked at, and once', async () => {
    await view.show(states.runsState);
    expect(callsOf(view, 'describe')).toEqual([]);
    await config().click();
    await expect.poll(shown).toContain('Read from config.json and the header of model.safetensors (45.0 kB).');
    expect(await shown()).toContain('Grouped-query attention 1.8 M');
    await view.page.getByRole('radio', { name: 'About' }).click();
    await view.page.getByRole('button', { name: 'Blocks, Parameters and Tensors' }).click();
    await expect.poll(shown).toContain('494,032,768');
    expect(callsOf(view, 'describe')).toHaveLength(1);
  });

  it('is asked for anew when another model is shown', async () => {
    await view.show(states.runsState);
    await config().click();
    await expect.poll(shown).toContain('Qwen2ForCausalLM');
    answer = () => withoutTensors;
    const other = { ...states.inUseState, id: 'google/gemma-2-2b' };
    await view.show(other);
    await expect.poll(shown).toContain('Gemma2ForCausalLM');
    expect(await shown()).toContain('Read from config.json (45.0 kB).');
    expect(await shown()).toContain('Tensors are listed by the headers of safetensors files');
  });

  it('opens the raw JSON in an editor', async () => {
    await view.show(states.runsState);
    await config().click();
    await view.page.getByRole('button', { name: 'config.json' }).click();
    await expect.poll(() => callsOf(view, 'perform')).toEqual([{ action: 'openConfig' }]);
  });

  it('says why it is not known, and tries again', async () => {
    answer = () => {
      throw new LensError('bad-file', 'config.json is not valid JSON.', 'Tell its author.');
    };
    await view.show(states.runsState);
    await config().click();
    await expect.poll(shown).toContain('config.json is not valid JSON. Tell its author.');
    answer = () => qwen;
    await view.page.getByRole('button', { name: 'Try Again' }).click();
    await expect.poll(shown).toContain('Qwen2ForCausalLM');
  });

  it('says in place of numbers where they are once a tensor is chosen', async () => {
    const elsewhere = 'What lies in a tensor is shown in the Lens';
    answer = () =>
      made({ config: { model_type: 'bert' }, shapes: { 'pooler.dense.bias': [768] }, layers: 0, statistics: false });
    await view.show(states.runsState);
    await config().click();
    await expect.poll(shown).toContain(elsewhere);
    await view.page.getByRole('treeitem').first().click();
    await expect.poll(() => view.page.locator('lens-tensor-statistics').evaluate(textInside)).toContain(elsewhere);
  });
});

describe.each(themeNames)('in the theme %s', (theme) => {
  it.each([
    ['', wideEditor],
    ['-narrow', { width: 360, height: 2400 }],
  ])('the Config is accessible%s', async (suffix, size) => {
    const browser = view.page.context().browser();
    if (!browser) throw new Error('no browser');
    const page = await openDetails(browser, { theme, size, answers: { describe: () => qwen } });
    await page.show(states.runsState);
    await page.page.getByRole('radio', { name: 'Config' }).click();
    await page.page.locator('lens-model-diagram .block').first().waitFor();
    expect(await accessibilityProblems(page.page)).toEqual([]);
    await screenshot(page.page, theme, `details-config${suffix}`);
    expect(page.problems).toEqual([]);
    await page.close();
  });
});
