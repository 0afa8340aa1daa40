import { expect, it } from 'vitest';
import { wordTask } from '../../../../src/common/contracts/words/word-task';

it.each([
  ['encoder-only', 'fill-mask', 'masks'],
  ['decoder-only', 'text-generation', 'surprise'],
  ['encoder-decoder', 'text2text-generation', 'surprise'],
  ['encoder-decoder', 'translation', 'surprise'],
  ['encoder-decoder', 'text-classification', null],
  ['encoder-only', 'text-classification', null],
  ['decoder-only', null, null],
] as const)('a model with the stacks %s made for %s shows %s', (kind, task, shown) => {
  expect(wordTask({ kind, task, missingHead: [] })).toBe(shown);
  expect(wordTask({ kind, task, missingHead: ['lm_head.weight'] })).toBeNull();
});

it('nothing is shown of a model that is not known', () => {
  expect(wordTask(null)).toBeNull();
});
