import { expect, it } from 'vitest';
import { partOf } from '../../../src/engine/describe/tensors/part-of';

it.each([
  ['bert.pooler.dense.weight', 'pooler'],
  ['pooler.dense.bias', 'pooler'],
  ['classifier.weight', 'head'],
  ['bert.encoder.layer.0.attention.self.query.weight', 'attention'],
  ['bert.encoder.layer.0.output.dense.weight', 'mlp'],
  ['bert.encoder.layer.0.output.LayerNorm.weight', 'norms'],
  ['shared.weight', 'embedding'],
  ['what.is.this', 'other'],
])('%s belongs to the part %s', (name, part) => {
  expect(partOf(name)).toBe(part);
});
