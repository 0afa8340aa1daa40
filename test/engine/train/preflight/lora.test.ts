import * as v from 'valibot';
import { expect, test } from 'vitest';
import { runFileSchema } from '../../../../src/common/contracts/training/run-file';
import { CancellationSource } from '../../../../src/common/rpc/cancellation';
import { preflight } from '../../../../src/engine/train/preflight/preflight';
import { trainingFixture } from '../support/fixtures';

const settings = { model: 'seqcls-bert', task: 'text-classification', train_file: 'train.csv', threads: 1 };
const strategy = { save_strategy: 'epoch', num_train_epochs: 2 };

const found = (own: object) =>
  preflight({
    runFile: v.parse(runFileSchema, { ...settings, ...strategy, ...own }),
    modelFolder: trainingFixture('seqcls-bert'),
    dataFolder: trainingFixture('seqcls-bert'),
    signal: new CancellationSource(),
    progress: () => undefined,
  });

test('with LoRA the disk holds whole models, and moments of the matrices alone', async () => {
  const [whole, lora] = [await found({}), await found({ lora: { r: 4, lora_alpha: 8 } })];
  // Two checkpoints, each with two moments of a weight, the best and the last.
  expect(whole.diskBytes).toBe(4 * whole.trainedParameters * (2 * 3 + 2));
  expect(lora.trainedParameters).toBe(2 * 2 * 2 * 4 * 32 + 3 * 32 + 3);
  expect(lora.diskBytes).toBe(
    4 * ((whole.trainedParameters + lora.trainedParameters) * 4 + lora.trainedParameters * 4),
  );
});
