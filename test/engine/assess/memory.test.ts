import { describe, expect, test } from 'vitest';
import { assessRepo } from '../../../src/engine/assess/assess-repo';
import { check, factsOf, withConfig } from './support/changed-facts';

describe('too big', () => {
  test('says how much it needs, and of how much', () => {
    const facts = factsOf('bert-base-model', 90e6);
    expect(assessRepo(facts)).toMatchObject({
      verdict: { state: 'too_big', reason: 'needs 0.10 of 0.09 GB free' },
      chosen: null,
      info: { layers: 2 },
    });
    expect(check(facts, 'memory')).toEqual({ what: 'memory', state: 'no', text: '0.10 of 0.09 GB free' });
  });

  test('by its size alone, without headers', () => {
    const facts = withConfig(factsOf('bert-base-model', 11.2e9), { torch_dtype: 'bfloat16' });
    const files = facts.files.map((file) => (file.path.endsWith('.safetensors') ? { ...file, bytes: 80e9 } : file));
    expect(assessRepo({ ...facts, files, headers: [] })).toMatchObject({
      verdict: { state: 'too_big', reason: 'needs 31.3 of 11.2 GB free' },
      choices: [{ dtypes: ['bfloat16'], bytes: 80e9 }],
      info: { layers: 2, heads: 2, parameters: null },
    });
    const uncovered = withConfig({ ...facts, files, headers: [] }, { model_type: 'xlnet' });
    expect(assessRepo(uncovered).verdict).toEqual({ state: 'not_yet', reason: 'architecture xlnet' });
  });

  test('one that needs less is chosen', () => {
    const facts = factsOf('roberta-sentiment', 2e9);
    const sizes: Record<string, number> = {
      'model.safetensors': 4e9,
      'onnx/model.onnx': 1.95e9,
      'onnx/model_quantized.onnx': 1e9,
    };
    const files = facts.files.map(({ path, bytes }) => ({ path, bytes: sizes[path] ?? bytes }));
    expect(assessRepo({ ...facts, files, headers: [] })).toMatchObject({
      verdict: { state: 'runs', reason: 'ONNX q8' },
      chosen: 'onnx/model_quantized.onnx',
    });
  });
});

describe('what does not fit as float32', () => {
  const { choices } = assessRepo(factsOf('llama-sharded-bfloat16'));
  const { storages = [] } = choices[0]!;

  test('can be kept in other ways, each of which takes less', () => {
    expect(storages.map(({ storage }) => storage)).toEqual(['float32', '16-bit', '8-bit', '4-bit']);
    const bytes = storages.map(({ memoryBytes }) => memoryBytes);
    expect(bytes).toEqual([...new Set(bytes)].sort((a, b) => b - a));
  });

  test.each([
    ['float32', 'safetensors bfloat16'],
    ['16-bit', 'safetensors bfloat16 in 16 bits'],
    ['8-bit', 'safetensors bfloat16 in 8-bit blocks'],
    ['4-bit', 'safetensors bfloat16 in 4-bit blocks'],
  ] as const)('runs in the most exact way that fits: %s', (storage, reason) => {
    const { memoryBytes } = storages.find((each) => each.storage === storage)!;
    const facts = factsOf('llama-sharded-bfloat16', memoryBytes);
    expect(assessRepo(facts)).toMatchObject({
      verdict: { state: 'runs', reason },
      choices: [{ storage, memoryBytes, problem: null }],
    });
    const kept = storage === 'float32' ? '' : `, ${reason.replace(/^.* in/, 'in')} (float32: 0.10 GB)`;
    expect(check(facts, 'memory')).toEqual({ what: 'memory', state: 'yes', text: `0.10 of 0.10 GB free${kept}` });
  });

  test('needs what the smallest way takes, where that does not fit either', () => {
    const { memoryBytes } = storages.at(-1)!;
    const { verdict, choices } = assessRepo(factsOf('llama-sharded-bfloat16', memoryBytes - 1));
    expect(verdict).toEqual({ state: 'too_big', reason: 'needs 0.10 of 0.10 GB free' });
    expect(choices[0]).toMatchObject({ memoryBytes });
    expect(choices[0]).not.toHaveProperty('storage');
  });

  test('float32 weights become blocks; 16 bits are not what they are', () => {
    const [bert] = assessRepo(factsOf('bert-base-model')).choices;
    expect(bert?.storages?.map(({ storage }) => storage)).toEqual(['float32', '8-bit', '4-bit']);
  });

  test('of files whose headers are not known it is estimated by the size', () => {
    const facts = withConfig(factsOf('bert-masked-lm-bin', 8e9), { torch_dtype: 'float16' });
    const files = facts.files.map((file) => (file.path.endsWith('.bin') ? { ...file, bytes: 10e9 } : file));
    expect(assessRepo({ ...facts, files }).choices[0]).toMatchObject({ storage: '8-bit', memoryBytes: 6.2e9 });
  });
});
