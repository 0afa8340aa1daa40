import { describe, expect, it } from 'vitest';
import { LensError } from '../../../src/common/errors/lens-error';
import { openLens, type OpenedLens } from '../harness/lens';
import { textInside } from '../harness/text';
import { useView } from '../harness/use-view';
import { callsOf } from '../harness/view';
import { neox, unknown, withoutTensors } from '../states/descriptions/other-models';
import { qwen, roberta, t5 } from '../states/descriptions/models';
import { statisticsOf } from '../states/descriptions/statistics';
import { emptyState, readyState } from '../states/lens-states';
import { model } from '../states/models';

let view: OpenedLens;
let answer: () => typeof qwen = () => qwen;
useView(
  (browser) =>
    openLens(browser, {
      size: { width: 1200, height: 1000 },
      answers: { describe: () => answer(), tensorStatistics: ({ name }) => statisticsOf(name) },
    }),
  (opened) => {
    view = opened;
    answer = () => qwen;
  },
);

const text = (tag: string) => view.page.locator(tag).evaluate(textInside);

async function look(): Promise<void> {
  await view.show(readyState);
  await view.page.getByRole('tab', { name: 'Config' }).click();
  await view.page.locator('lens-model-diagram .block').first().waitFor();
}

describe('the Config tab', () => {
  it('is there before any text was read, and the other tabs then say what to do', async () => {
    await view.show(emptyState);
    await view.page.getByRole('button', { name: 'Look at what the model is made of' }).click();
    await expect.poll(() => text('lens-config')).toContain('Qwen2ForCausalLM');
    await view.page.getByRole('tab', { name: 'Attention' }).click();
    expect(await text('lens-empty')).toContain('Select text in any editor');
  });

  it('draws blocks with sizes, heads, positions and parameters', async () => {
    await look();
    const drawn = await text('lens-model-diagram');
    expect(drawn).toContain('token ids Embedding 151,936 × 896 136.1 M × 24 decoder layers 14.9 M each RMSNorm 896');
    expect(drawn).toContain('head width 64, causal, biases on q, k, v');
    expect(drawn).toContain('rotary positions on q and k, θ = 1,000,000');
    expect(drawn).toContain('SwiGLU MLP 896 → 4,864 → 896 13.1 M');
    expect(drawn).toContain('LM head 896 → 151,936 tied logits');
    await expect(
      view.page.getByRole('img', { name: '14 query heads share 2 heads of keys and values' }).count(),
    ).resolves.toBe(1);
    expect(await view.page.locator('.fan circle').count()).toBe(14);
    expect(await view.page.locator('.tie').count()).toBe(1);
  });

  it('draws norms behind the sum for BERT, and uses the defaults of the class', async () => {
    answer = () => roberta;
    await look();
    const drawn = await text('lens-model-diagram');
    expect(drawn).toContain(
      'Attention 2.4 M 12 heads, head width 64, biases on q, k, v, o + LayerNorm 1,536 MLP 768 → 3,072 → 768 4.7 M',
    );
    expect(await text('lens-config-view')).toContain('num_attention_heads 12 default');
    expect(await text('lens-config-view')).toContain('Labels 3 0 negative 1 neutral 2 positive');
  });

  it('draws two stacks, with an arrow from the encoder to cross-attention', async () => {
    answer = () => t5;
    await look();
    const path = view.page.locator('.cross-arrow > .wire');
    await expect.poll(() => path.getAttribute('d')).toMatch(/^M\d/);
    expect(await text('lens-model-diagram')).toContain('Cross-attention 1.0 M 8 heads, head width 64, no biases');
    expect(await text('lens-model-diagram')).toContain('Embedding 32,128 × 512 shared');
  });

  it('draws attention and MLP side by side where they are', async () => {
    answer = () => neox;
    await look();
    expect(await view.page.locator('.branch').count()).toBe(2);
    expect(await text('lens-model-diagram')).toContain('rotary positions on 25 % of q and k');
  });

  it('draws plainly what is not known', async () => {
    answer = () => unknown;
    await look();
    const drawn = await text('lens-model-diagram');
    expect(drawn).toContain('time_mix 131 k channel_mix 262 k norm_before 256');
    expect(drawn).toContain('How these parts follow each other is not known');
    expect(await view.page.locator('.rail').count()).toBe(0);
  });

  it('says why there are no parameters', async () => {
    answer = () => withoutTensors;
    await look();
    expect(await text('lens-config-view')).toContain(
      'Parameters Tensors are listed by the headers of safetensors files',
    );
    expect(await view.page.locator('lens-tensor-tree').count()).toBe(0);
  });

  it('asks once for a model, and again for another one', async () => {
    await look();
    await view.show({ ...readyState, phase: 'stale' });
    expect(callsOf(view, 'describe')).toHaveLength(1);
    answer = () => roberta;
    await view.show({ ...readyState, model: model({}, { id: 'another/model' }) });
    await expect.poll(() => text('lens-config')).toContain('RobertaForSequenceClassification');
    expect(callsOf(view, 'describe')).toHaveLength(2);
  });

  it('opens config.json, and unfolds the other fields', async () => {
    await look();
    await view.page.getByRole('button', { name: 'config.json' }).click();
    await expect.poll(() => callsOf(view, 'perform')).toEqual([{ action: 'openConfig' }]);
    await view.page.getByText(/^\d+ more fields$/).click();
    await expect.poll(() => view.page.getByText('initializer_').isVisible()).toBe(true);
  });

  it('says why it is not known, and tries again', async () => {
    answer = () => {
      throw new LensError('not-found', 'There is no config.json in my-model.');
    };
    await view.show(readyState);
    await view.page.getByRole('tab', { name: 'Config' }).click();
    await expect.poll(() => text('lens-config')).toContain('There is no config.json in my-model.');
    answer = () => qwen;
    await view.page.getByRole('button', { name: 'Try Again' }).click();
    await expect.poll(() => text('lens-config')).toContain('Qwen2ForCausalLM');
  });
});
