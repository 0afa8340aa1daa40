import { expect, it } from 'vitest';
import { typedText } from '../../../../../src/host/lens/source/read-text';
import { attentionLook, editorText, fakeEngine, opened, runOf, runRow } from '../../fakes';
import { sessionOn } from '../session-on';

it('reads the inside in the same pass while a view shows it, and gives back what was looked at', async () => {
  const look = attentionLook;
  const asked: unknown[] = [];
  const engine = fakeEngine((_, params) => {
    asked.push((params as { internals: boolean }).internals);
    return runOf([runRow()]);
  });
  const { session } = sessionOn(engine, 'cpu', look);
  expect(session.state.look).toEqual(look);
  session.submit(editorText('one'));
  await session.whenIdle();
  session.setLook({ ...look, tab: 'tokens' });
  session.submit(editorText('two'));
  await session.whenIdle();
  expect(asked).toEqual([true, false]);
  expect(session.state.look?.tab).toBe('tokens');
});

it('gives the second text to the decoder of an encoder-decoder', async () => {
  const inputs: unknown[] = [];
  const info = opened.model.ok
    ? { ...opened.model.value, kind: 'encoder-decoder' as const, task: 'text2text-generation' }
    : expect.fail();
  const engine = fakeEngine(
    (_, params) => {
      inputs.push((params as { inputs: unknown }).inputs);
      return runOf([runRow()]);
    },
    { ...opened, model: { ok: true, value: info } },
  );
  const { session } = sessionOn(engine);
  session.submit(typedText('one', 'two'));
  await session.whenIdle();
  session.submit(typedText('one', null));
  await session.whenIdle();
  expect(inputs).toEqual([[{ text: 'one', pair: null, target: 'two' }], [{ text: 'one', pair: null }]]);
});

it('reads the inside for a tab that a command opens, before the view can say so', async () => {
  const asked: unknown[] = [];
  const engine = fakeEngine((_, params) => {
    asked.push((params as { internals: boolean }).internals);
    return runOf([runRow()]);
  });
  const { session } = sessionOn(engine);
  session.willShow('layers');
  session.submit(editorText('one'));
  await session.whenIdle();
  expect(asked).toEqual([true]);
});
