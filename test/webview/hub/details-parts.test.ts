import { describe, expect, it } from 'vitest';
import { openDetails, type OpenedDetails } from '../harness/details';
import { textInside } from '../harness/text';
import { useView } from '../harness/use-view';
import { callsOf } from '../harness/view';
import * as states from '../states/details';
import { sstAssessment, sstInfo } from '../states/sst';

let view: OpenedDetails;
useView(openDetails, (opened) => {
  view = opened;
});

const text = (tag: string) => view.page.locator(tag).evaluate(textInside);

describe('the verdict', () => {
  it('gives each reason a line', async () => {
    await view.show(states.runsState);
    const card = await text('details-verdict');
    expect(card).toContain('Runs here checked against this machine, nothing downloaded yet');
    expect(card).toContain('Weights fine: model.safetensors, float32, run in place');
    expect(card).toContain('Access fine: public, no sign-in');
    await view.show(states.notYetState);
    expect(await text('details-verdict')).toContain('Not yet architecture xlnet');
    expect(await text('details-verdict')).toContain('Weights not possible: pytorch_model.bin alone');
    expect(await text('details-verdict')).toContain('Tokenizer attention: spiece.model alone');
  });

  it('offers other weights of the repository', async () => {
    await view.show(states.runsState);
    expect(await text('details-verdict')).toContain('Also here ONNX, float32, 268 MB, onnx/model.onnx');
    await view.page.getByRole('button', { name: 'Use This Instead' }).click();
    await expect.poll(() => callsOf(view, 'chooseWeights')).toEqual([{ path: 'onnx/model.onnx' }]);
  });

  it('says what to do about a gated model', async () => {
    await view.show(states.gatedState);
    expect(await text('details-verdict')).toContain(
      'Open its page on the Hub and accept the terms there. Then sign in here',
    );
  });

  it('says that it is being checked, and why it could not be', async () => {
    await view.show(states.loadingState);
    expect(await text('details-verdict')).toBe('Checking whether it runs here');
    const failed = { phase: 'failed', message: 'config.json is no JSON.', help: 'Tell its author.' } as const;
    await view.show({ ...states.runsState, assessment: failed, verdict: null });
    expect(await text('details-verdict')).toContain('Not known config.json is no JSON. Tell its author.');
    await view.page.getByRole('button', { name: 'Try Again' }).click();
    await expect.poll(() => callsOf(view, 'perform')).toEqual([{ action: 'retry' }]);
  });
});

describe('the config', () => {
  it('is drawn as blocks, with the numbers that follow from it', async () => {
    await view.show(states.runsState);
    expect(await text('details-config')).toContain(
      'Config encoder-only 6 × 12 Embeddings 30,522 × 768 × 6 encoder layers Attention, 12 heads of 64 2.4 M',
    );
    expect(await text('details-config')).toContain('MLP Classification head 2 labels');
    expect(await text('details-config')).toContain('Parameters 66,955,010 Labels 0 NEGATIVE, 1 POSITIVE');
  });

  it('unfolds many labels', async () => {
    const labels = Array.from({ length: 1000 }, (_, id) => `label ${id}`);
    const info = sstAssessment.info && { ...sstAssessment.info, labels };
    await view.show({ ...states.runsState, assessment: { phase: 'ready', value: { ...sstAssessment, info } } });
    await view.page.getByText('0 label 0, 1 label 1 …, 1,000 labels').click();
    expect(await text('details-config')).toContain('999 label 999');
  });

  it('says which architecture it is when that is not covered', async () => {
    await view.show(states.notYetState);
    expect(await text('details-config')).toBe(
      'Config config.json says architecture xlnet, which is not covered yet. Blocks, Parameters and Tensors',
    );
  });
});

describe('the files', () => {
  it('tell which are needed and how much that is, folders folded', async () => {
    await view.show(states.runsState);
    expect(await text('details-files')).toMatch(
      /^Files 4 of 12 needed, 268 MB of 1.3 GB needed config.json 629 B needed model.safetensors 268 MB needed tokenizer_config.json 48 B needed vocab.txt 232 kB README.md 10.5 kB map.jpeg 83.0 kB onnx\/ 3 files 269 MB/,
    );
    const folder = view.page.getByRole('button', { name: 'onnx/ 3 files' });
    await folder.click();
    await view.drawn();
    expect(await folder.getAttribute('aria-expanded')).toBe('true');
    expect(await text('details-files')).toContain('added_tokens.json 48 B model.onnx 268 MB tokenizer.json 711 kB');
    await folder.press('Enter');
    await expect.poll(() => text('details-files')).not.toContain('added_tokens.json');
  });

  it('are listed in part when there are thousands', async () => {
    const files = Array.from({ length: 3000 }, (_, index) => ({ path: `part-${index}.bin`, bytes: 1000 }));
    await view.show({ ...states.gatedState, info: { phase: 'ready', value: { ...sstInfo, files } } });
    expect(await text('details-files')).toMatch(/^Files 3,000 files, 3\.0 MB/);
    expect(await view.page.locator('details-files li').count()).toBe(100);
    await view.page.getByRole('button', { name: 'Show all 3,000' }).click();
    await expect.poll(() => view.page.locator('details-files li').count()).toBe(3000);
  });
});
