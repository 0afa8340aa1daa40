import { describe, expect, it } from 'vitest';
import type { SourceTensor } from '../../../src/engine/describe/source';
import { check, describeAny } from './any-model';

describe('very many tensors', () => {
  const many = (name: (index: number) => string, count = 100_000): SourceTensor[] =>
    Array.from({ length: count }, (_, index) => {
      return { name: name(index), shape: [1], elements: 1, dtype: 'float32', bytes: 4, place: null, file: 0 };
    });

  it.each([
    ['in one layer', (index: number) => `model.layers.0.mlp.experts.${index}.weight`],
    ['in as many layers', (index: number) => `model.layers.${index}.norm.weight`],
    ['in as many containers', (index: number) => `a${index}.0.weight`],
    ['in nested modules', (index: number) => `${'a.'.repeat(200)}${index}`],
    ['of one module', (index: number) => `model.layers.0.w${index}`],
  ])('%s are counted, and the first listed', (_, name) => {
    const description = describeAny({ model_type: 'llama' }, many(name));
    expect(description.tensorCount).toBe(100_000);
    expect(description.tensors).toHaveLength(30_000);
    expect(description.parameters?.total).toBe(100_000);
    check({ ...description, tensors: description.tensors.slice(0, 10) });
  });

  it('with names without end are not looked into', () => {
    const name = (index: number) => `${index}${'norm_layer'.repeat(20_000)}.weight`;
    const description = describeAny({ model_type: 'bert' }, many(name, 50));
    expect(description.parameters?.parts).toEqual([{ part: 'other', parameters: 50 }]);
  });
});
