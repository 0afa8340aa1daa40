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
    const files = facts.files.map((file) => (file.path.endsWith('.safetensors') ? { ...file, bytes: 16e9 } : file));
    expect(assessRepo({ ...facts, files, headers: [] })).toMatchObject({
      verdict: { state: 'too_big', reason: 'needs 36.9 of 11.2 GB free' },
      choices: [{ dtypes: ['bfloat16'], bytes: 16e9 }],
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
