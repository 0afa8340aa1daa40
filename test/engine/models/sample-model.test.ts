import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readCheckpoint } from '../../../src/engine/models/checkpoint';
import { loadModel } from '../../../src/engine/models/loaded-model';

const root = join(import.meta.dirname, '../../..');

interface Row {
  readonly text: string;
  readonly ids: readonly number[];
  readonly typeIds: readonly number[];
  readonly logits: readonly number[];
}

test('the sample model gives what Python computes with it', async () => {
  const golden = JSON.parse(readFileSync(join(root, 'test/fixtures/sample-model/golden.json'), 'utf8')) as {
    rows: Row[];
  };
  const checkpoint = await readCheckpoint(join(root, 'media/sample-model'), null);
  const model = await loadModel(checkpoint, { device: 'cpu', threads: 1, outputs: 'prediction' });
  for (const { text, ids, typeIds, logits } of golden.rows) {
    const inputIds = BigInt64Array.from(ids, BigInt);
    const outputs = await model.run({
      inputIds,
      attentionMask: inputIds.map(() => 1n),
      tokenTypeIds: BigInt64Array.from(typeIds, BigInt),
      dims: [1, ids.length],
    });
    const actual = outputs.get('logits')!.data;
    expect(actual, text).toHaveLength(logits.length);
    logits.forEach((expected, i) => expect(Math.abs(actual[i]! - expected), text).toBeLessThan(1e-4));
  }
  await model.dispose();
});
