import { expect, test } from 'vitest';
import { defaultEncodeOptions } from '../../../src/common/contracts/run';
import { readCheckpoint } from '../../../src/engine/models/checkpoint';
import { encodeFor } from '../../../src/engine/tasks/encode-for';
import { openTokenizer } from '../../../src/engine/tokenizers/text-tokenizer';
import { modelWithConfig } from '../models/support/model-folder';

const text = 'The bank in Zürich raised rates to 3.2 percent and fell. '.repeat(4);

async function lengthOf(folder: string, maxLength: number | null): Promise<number> {
  const [tokenizer, checkpoint] = [await openTokenizer(folder), await readCheckpoint(folder, 'model.safetensors')];
  const options = { ...defaultEncodeOptions, maxLength };
  return (await encodeFor(tokenizer, checkpoint, [{ text, pair: null }], options)).positions;
}

test('a position table ends, whatever is asked for', async () => {
  const folder = modelWithConfig('gpt2-causal-lm', {});
  expect(await lengthOf(folder, 200)).toBe(64);
  expect(await lengthOf(folder, 10)).toBe(10);
});

test('rotary embeddings go on as far as the tokenizer or a person says', async () => {
  const folder = modelWithConfig('llama-causal-lm', { max_position_embeddings: 20 });
  expect(await lengthOf(folder, null)).toBe(64);
  expect(await lengthOf(folder, 80)).toBe(80);
});
