import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readCheckpoint } from '../../../src/engine/models/checkpoint';
import { loadModel } from '../../../src/engine/models/loaded-model';
import { compareCase, inputsOf, modelsFolder, readGolden } from './golden';

const models = [
  'bert-base-model',
  'bert-sequence-classification',
  'distilbert-sequence-classification',
  'roberta-sentiment',
  'roberta-sentiment-float16',
  'xlm-roberta-sequence-classification',
];

describe.each(models)('%s gives what transformers gives', (name) => {
  const folder = join(modelsFolder, name);

  test.each(['prediction', 'inspect'] as const)('%s', async (outputs) => {
    const { golden, tensors } = await readGolden(folder);
    const model = await loadModel(await readCheckpoint(folder, null), { device: 'cpu', threads: 1, outputs });
    for (const each of golden.cases) {
      const actual = await model.run(inputsOf(each));
      const expected = new Map(
        [...tensors].filter(([key]) => outputs === 'inspect' || !/hidden_states|attentions/.test(key)),
      );
      const { wrong, compared } = compareCase(each, expected, actual, golden.tolerance.relative_to_max_abs);
      expect(wrong, each.name).toEqual([]);
      expect(compared, each.name).toBeGreaterThan(0);
    }
    await model.dispose();
  });
});
