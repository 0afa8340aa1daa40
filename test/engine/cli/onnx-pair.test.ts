import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { neverCancelled } from '../../../src/common/rpc/cancellation';
import { describeFolder } from '../../../src/engine/describe/sources/folder';
import { findTensor } from '../../../src/engine/describe/statistics/find-tensor';
import { tensorStatistics } from '../../../src/engine/describe/statistics/tensor-statistics';
import { readSafetensors } from '../../../src/engine/formats/safetensors/read-tensors';
import { goldenFolder, goldenOf } from '../generate/support/golden';
import { temporaryFolder } from '../support/fixtures';
import { optimumModel } from '../support/optimum';
import { runCli } from '../support/run-cli';
import { relativeDifference } from '../support/tensors';

const t5 = goldenFolder('t5');
const [prompt] = goldenOf('t5').prompts;
const pair = () => optimumModel(t5, ['encoder_model', 'decoder_model_merged'], '_fp16');
const weights = ['onnx/encoder_model_fp16.onnx', 'onnx/decoder_model_merged_fp16.onnx'];

describe('the command line on an encoder and a decoder in files of their own', () => {
  test('generate answers as transformers does, with either file named', async () => {
    for (const named of [[], ['--weights', weights[0]!]]) {
      const args = ['--text', prompt!.text, '--max-new-tokens', '20', '--eos-token-id', '-1', ...named];
      const result = await runCli(['generate', '--model', pair(), ...args, '--json']);
      expect(result.code).toBe(0);
      expect(result.json()).toMatchObject({ weights, sequences: [{ ids: prompt!.greedy }] });
    }
  });

  test('inspect writes what it writes of the safetensors', async () => {
    const [folder, target] = [temporaryFolder(), 'The bank rose.'];
    const args = ['--text', prompt!.text, '--target', target, '--json', '--out'];
    const files = [join(folder, 'pair.safetensors'), join(folder, 'own.safetensors')] as const;
    expect((await runCli(['inspect', '--model', pair(), ...args, files[0]])).code).toBe(0);
    expect((await runCli(['inspect', '--model', t5, ...args, files[1]])).code).toBe(0);
    const [found, expected] = [await readSafetensors(files[0]), await readSafetensors(files[1])];
    expect(expected.size).toBeGreaterThan(10);
    for (const [name, tensor] of expected) {
      if (tensor.data instanceof Float32Array) expect(relativeDifference(found.get(name)!, tensor)).toBeLessThan(5e-5);
    }
  });

  test('a missing file is named', async () => {
    const alone = optimumModel(t5, ['decoder_model_merged']);
    const { code, stderr } = await runCli(['predict', '--model', alone, '--text', 'x']);
    expect(code).not.toBe(0);
    expect(stderr).not.toContain(' at ');
    const named = ['--weights', 'onnx/decoder_model_merged.onnx'];
    const { stderr: said } = await runCli(['predict', '--model', alone, '--text', 'x', ...named]);
    expect(said).toContain('onnx/encoder_model.onnx is not there');
  });
});

test('the tensors of both files are told apart by the names of the files', async () => {
  const folder = pair();
  const { tensors, files } = await describeFolder({ folder, weights: null, tokenizer: null });
  expect(files).toEqual(weights);
  const names = tensors.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  const table = 'encoder_model_fp16.embed_tokens.weight';
  expect(names).toContain(table);
  expect(names.filter((name) => name.startsWith('decoder_model_merged_fp16.')).length).toBeGreaterThan(10);
  const own = { signal: neverCancelled, progress: () => undefined };
  const found = await tensorStatistics({ entry: await findTensor(folder, null, table), ...own });
  const expected = await tensorStatistics({ entry: await findTensor(t5, null, 'shared.weight'), ...own });
  expect({ ...found, name: expected.name }).toEqual(expected);
  await expect(findTensor(folder, null, 'model.none')).rejects.toMatchObject({ code: 'not-found' });
});
