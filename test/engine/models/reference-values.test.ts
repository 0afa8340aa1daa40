import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readCheckpoint } from '../../../src/engine/models/checkpoint';
import { loadModel } from '../../../src/engine/models/loaded-model';
import { compareCase, inputsOf, otherSettings, readGolden, referenceModels } from './support/golden';

const folders = [
  join(referenceModels, 'bert-base-model'),
  join(referenceModels, 'bert-sequence-classification'),
  join(referenceModels, 'distilbert-sequence-classification'),
  join(referenceModels, 'roberta-sentiment'),
  join(referenceModels, 'roberta-sentiment-float16'),
  join(referenceModels, 'xlm-roberta-sequence-classification'),
  join(otherSettings, 'bert-multi-label'),
  join(otherSettings, 'bert-regression'),
  join(otherSettings, 'distilbert-four-layers'),
  join(otherSettings, 'roberta-base-model'),
  join(otherSettings, 'roberta-two-token-types'),
];

const inner = /\.(hidden_states|attentions)\.\d+$/;

describe.each(folders)('%s gives what transformers gives', (folder) => {
  test.each(['prediction', 'inspect'] as const)('%s', async (outputs) => {
    const { golden, tensors } = await readGolden(folder);
    const expected = new Map([...tensors].filter(([name]) => outputs === 'inspect' || !inner.test(name)));
    const model = await loadModel(await readCheckpoint(folder, null), { device: 'cpu', threads: 1, outputs });
    for (const each of golden.cases) {
      const actual = await model.run(inputsOf(each));
      const { wrong, compared } = compareCase(each, expected, actual, golden.tolerance.relative_to_max_abs);
      expect(wrong, each.name).toEqual([]);
      expect(compared, each.name).toBeGreaterThan(0);
      const layers = outputs === 'inspect' ? model.info.layers : -1;
      expect([...actual.keys()].filter((name) => name.startsWith('hidden_states.'))).toHaveLength(layers + 1);
    }
    await model.dispose();
  });
});

/** Bodies of models whose heads are not built: their hidden states and attentions are right all the same. */
describe.each(['bert-masked-lm-gamma-beta', 'roberta-masked-lm', 'bert-token-classification', 'distilbert-masked-lm'])(
  'the body of %s',
  (name) => {
    test('gives what transformers gives', async () => {
      const folder = join(referenceModels, name);
      const { golden, tensors } = await readGolden(folder);
      const expected = new Map([...tensors].filter(([key]) => inner.test(key)));
      const checkpoint = await readCheckpoint(folder, null);
      const model = await loadModel(checkpoint, { device: 'cpu', threads: 1, outputs: 'inspect' });
      for (const each of golden.cases) {
        const { wrong } = compareCase(
          each,
          expected,
          await model.run(inputsOf(each)),
          golden.tolerance.relative_to_max_abs,
        );
        expect(wrong, each.name).toEqual([]);
      }
      await model.dispose();
    });
  },
);
