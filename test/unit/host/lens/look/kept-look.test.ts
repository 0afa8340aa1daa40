import { expect, it } from 'vitest';
import { KeptLook } from '../../../../../src/host/lens/look/kept-look';
import { attentionLook } from '../../fakes';

function memento(first?: unknown) {
  let kept = first;
  return {
    keys: () => [],
    get: () => kept as never,
    update: (_: string, value: unknown) => {
      kept = value;
      return Promise.resolve();
    },
  };
}

it('keeps what was looked at', async () => {
  const look = new KeptLook(memento());
  expect(look.get()).toBeNull();
  await look.keep(attentionLook);
  expect(look.get()).toEqual(attentionLook);
});

it.each([1, 'attention', {}, { ...attentionLook, layer: -1 }, { ...attentionLook, tab: 'other' }])(
  'takes nothing that another version left: %o',
  (left) => {
    expect(new KeptLook(memento(left)).get()).toBeNull();
  },
);
