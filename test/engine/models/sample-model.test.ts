import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultEncodeOptions } from '../../../src/common/contracts/run';
import { argmax } from '../../../src/common/statistics/probabilities';
import { readCheckpoint } from '../../../src/engine/models/checkpoint';
import { loadModel, type LoadedModel } from '../../../src/engine/models/loaded-model';
import { modelInputs } from '../../../src/engine/tasks/forward';
import { openTokenizer, type TextTokenizer } from '../../../src/engine/tokenizers/text-tokenizer';

const root = join(import.meta.dirname, '../../..');
const folder = join(root, 'media/sample-model');

interface Row {
  readonly text: string;
  readonly pair: string | null;
  readonly ids: readonly number[];
  readonly typeIds: readonly number[];
  readonly logits: readonly number[];
}

describe('the sample model', () => {
  let tokenizer: TextTokenizer;
  let model: LoadedModel;

  beforeAll(async () => {
    tokenizer = await openTokenizer(folder);
    model = await loadModel(await readCheckpoint(folder, null), {
      device: 'cpu',
      threads: 1,
      outputs: 'prediction',
      runs: 'once',
    });
  });
  afterAll(() => model.dispose());

  async function logitsOf(text: string, pair: string | null): Promise<{ ids: number[]; logits: number[] }> {
    const batch = await tokenizer.encodeBatch([{ text, pair }], defaultEncodeOptions, model.info.maxPositions);
    const logits = (await model.run(modelInputs(batch))).get('logits');
    return { ids: [...batch.inputIds].map(Number), logits: [...(logits?.data ?? [])] };
  }

  it('gives what Python computes with it', async () => {
    const path = join(root, 'test/fixtures/sample-model/golden.json');
    const { rows } = JSON.parse(readFileSync(path, 'utf8')) as { rows: Row[] };
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) {
      const { ids, logits } = await logitsOf(row.text, row.pair);
      expect(ids, row.text).toEqual(row.ids);
      expect(logits, row.text).toEqual(row.logits.map((logit): unknown => expect.closeTo(logit, 4)));
    }
  });

  it('is right on at least 85 % of written sentences that it was not trained on', async () => {
    const file = readFileSync(join(root, 'tools/sample-model/sentences/evaluation.tsv'), 'utf8');
    const sentences = file
      .trim()
      .split('\n')
      .map((line) => line.split('\t'));
    let right = 0;
    for (const [label, text = ''] of sentences) {
      const { logits } = await logitsOf(text, null);
      if (model.info.labels[argmax(logits)] === label) right++;
    }
    expect(sentences.length).toBeGreaterThanOrEqual(150);
    expect(right / sentences.length).toBeGreaterThanOrEqual(0.85);
    const score = JSON.parse(readFileSync(join(root, 'tools/sample-model/score.json'), 'utf8')) as object;
    expect(score).toMatchObject({
      sentences: sentences.length,
      accuracy: Number((right / sentences.length).toFixed(4)),
    });
  });

  it('takes at most 2 MB', () => {
    const bytes = readdirSync(folder).map((name) => statSync(join(folder, name)).size);
    expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(2_000_000);
  });
});
