import { expect, it } from 'vitest';
import { KeptGeneration } from '../../../../../src/host/lens/generation/kept-generation';
import { settingsWith } from './fake-generator';

const nothing = { settings: settingsWith(), seed: null, chat: false };

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

it('keeps what was set', async () => {
  const kept = new KeptGeneration(memento());
  expect(kept.get()).toEqual(nothing);
  const choice = { settings: settingsWith({ top_p: 0.9 }), seed: 42, chat: true };
  await kept.keep(choice);
  expect(kept.get()).toEqual(choice);
});

it.each([1, {}, { ...nothing, seed: -1 }, { ...nothing, settings: { top_p: 2 } }, { ...nothing, chat: 'yes' }])(
  'takes nothing that another version left: %o',
  (left) => {
    expect(new KeptGeneration(memento(left)).get()).toEqual(nothing);
  },
);
