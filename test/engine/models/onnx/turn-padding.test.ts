import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { onnxExport } from '../../support/fixtures';
import { relativeDifference } from '../../support/tensors';
import { modelWithConfig } from '../support/model-folder';
import { batchOf, runOnce } from '../support/run-once';

/** A model whose fused attention is told the ends of texts. */
function fused(model: string, config: Record<string, unknown> = {}): string {
  const folder = modelWithConfig(model, config);
  cpSync(onnxExport(`${model}.fused.onnx`), join(folder, 'export.onnx'));
  return folder;
}

describe('padding before a text, for a file that is told lengths', () => {
  const [pad, text] = [1, [0, 272, 271, 2]];

  test('gives each text what it has alone', async () => {
    const folder = fused('roberta-sentiment');
    const both = batchOf(
      [
        [null, null, ...text],
        [0, 44, 87, 12, 13, 2],
      ],
      pad,
    );
    const [found, alone] = [
      await runOnce(folder, 'export.onnx', both),
      await runOnce(folder, 'export.onnx', batchOf([text], pad)),
    ];
    const own = (name: string, axis: number) => {
      const tensor = found.get(name);
      if (tensor === undefined) throw new Error(`${name} is missing`);
      const inner = tensor.dims.slice(axis + 1).reduce((a, b) => a * b, 1);
      return { dims: tensor.dims, inner, data: tensor.data };
    };
    const hidden = own('hidden_states.2', 1);
    // The text's tokens stand where they were given: behind two of padding.
    const states = hidden.data.slice(2 * hidden.inner, 6 * hidden.inner);
    expect(
      relativeDifference({ dims: [1, 4, hidden.inner], data: states }, alone.get('hidden_states.2')!),
    ).toBeLessThan(5e-5);
    const { dims, data } = own('attentions.1', 3);
    const [, heads = 0, size = 0] = dims;
    const kept = Float32Array.from({ length: heads * 16 }, (_, at) => {
      const [head, query, key] = [Math.floor(at / 16), Math.floor(at / 4) % 4, at % 4];
      return data[(head * size + query + 2) * size + key + 2] ?? NaN;
    });
    expect(relativeDifference({ dims: [1, heads, 4, 4], data: kept }, alone.get('attentions.1')!)).toBeLessThan(5e-5);
  });

  test('is refused where it is inside a text, and where the file counts positions by itself', async () => {
    const inside = runOnce(fused('roberta-sentiment'), 'export.onnx', batchOf([[0, null, 44, 2]], pad));
    await expect(inside).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('inside a text') as unknown,
    });
    const counting = { model_type: 'bert', architectures: ['BertForSequenceClassification'] };
    const before = runOnce(fused('roberta-sentiment', counting), 'export.onnx', batchOf([[null, 0, 44, 2]], pad));
    await expect(before).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('counts positions from the first token') as unknown,
    });
  });
});
