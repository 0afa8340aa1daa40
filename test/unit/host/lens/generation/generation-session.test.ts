import { describe, expect, it } from 'vitest';
import { textOf } from '../../../../../src/host/lens/generation/branches';
import { isContinued } from '../../../../../src/host/lens/generation/prompt';
import { cost, FakeGenerator, settingsWith, tokensOf } from './fake-generator';
import { generating, otherModel } from './generating';

const sampling = settingsWith({ do_sample: true, num_return_sequences: 2 });

function texts({ session }: Pick<ReturnType<typeof generating>, 'session'>): string[][] {
  return session.view.branches.map(({ sequences }) => sequences.map(({ tokens }) => textOf(tokens)));
}

describe('going on with a text', () => {
  it('shows tokens as they come, then what became of them', async () => {
    const { session, world } = generating({ settings: sampling });
    await session.generateFrom(0);
    expect(world.engine.wanted).toMatchObject({
      prompt: { text: 'Once upon a time', chat: false, prefix: [] },
      settings: sampling,
      seed: 7,
    });
    expect(session.view.branches).toMatchObject([{ phase: 'running', from: null, shared: 0, seed: 7 }]);
    expect(texts({ session })).toEqual([['', '']]);
    world.engine.tell({ message: 'Loading org/model' });
    expect(session.view.branches[0]?.message).toBe('Loading org/model');
    world.engine.tell({ prompt: tokensOf('Once', ' upon') });
    expect(session.view.prompt?.pieces.map(({ text }) => text)).toEqual(['Once', ' upon']);
    const changes = world.changes;
    world.engine.add(tokensOf(' there'), tokensOf(' a'));
    world.engine.add(tokensOf(' was'));
    expect(world.changes).toBe(changes);
    expect(world.added.map(({ branch, added }) => [branch, added.length])).toEqual([
      [1, 2],
      [1, 1],
    ]);
    expect(texts({ session })).toEqual([[' there was', ' a']]);
    world.engine.finish(tokensOf(' there', ' was'), tokensOf(' a', ' girl'));
    await session.whenIdle();
    expect(session.view.branches).toMatchObject([{ phase: 'done', cost, sequences: [{ end: 'length' }, {}] }]);
    expect(texts({ session })).toEqual([[' there was', ' a girl']]);
  });

  it('goes on once more beside what is there while the prompt is the same, and anew when it is another', async () => {
    const { session, world } = generating({ seed: 42 });
    await session.generateFrom(0);
    world.engine.finish(tokensOf(' one'));
    await session.whenIdle();
    await session.generateFrom(0);
    world.engine.finish(tokensOf(' two'));
    await session.whenIdle();
    expect(session.view.branches.map(({ id, seed }) => [id, seed])).toEqual([
      [1, 42],
      [2, 42],
    ]);
    expect(world.released).toEqual(world.followed.slice(0, 1));
    world.text = 'Another';
    expect(session.view.prompt?.stale).toBe('The Lens shows another text now');
    await session.generateFrom(0);
    expect(session.view).toMatchObject({ prompt: { text: 'Another', stale: null, pieces: [] }, branches: [{ id: 3 }] });
  });

  it('keeps what has come when it is stopped, and counts nothing that comes later', async () => {
    const { session, world } = generating();
    await session.generateFrom(0);
    world.engine.add(tokensOf(' there', ' was'));
    session.stop();
    await session.whenIdle();
    expect(session.view.branches).toMatchObject([{ phase: 'stopped', failure: null, sequences: [{ end: 'stopped' }] }]);
    expect(texts({ session })).toEqual([[' there was']]);
    expect(world.failures).toEqual([]);
  });

  it('stops what is at work before something newer begins, once its process has noticed', async () => {
    const { session, world } = generating();
    await session.generateFrom(0);
    world.engine.add(tokensOf(' one'));
    await session.generateFrom(0);
    expect(session.view.branches.map(({ phase }) => phase)).toEqual(['stopped', 'running']);
    const methods = world.engine.asked.map(({ method }) => method);
    expect(methods.slice(-3)).toEqual(['memory', 'generationDefaults', 'generate']);
  });

  it('lets only the newest of two begin', async () => {
    const { session } = generating();
    const first = session.generateFrom(0);
    const second = session.generateFrom(0);
    await expect(first).rejects.toMatchObject({ code: 'cancelled' });
    await second;
    expect(session.view.branches).toHaveLength(1);
  });

  it('loses no text when the process crashes, and goes on from it with the next process', async () => {
    const { session, world } = generating();
    await session.generateFrom(0);
    world.engine.add(tokensOf(' there', ' was'));
    world.engine.crash();
    await session.whenIdle();
    expect(session.view.branches).toMatchObject([
      { phase: 'failed', failure: { code: 'gone' }, sequences: [{ end: 'stopped' }] },
    ]);
    expect(world.failures).toHaveLength(1);
    world.engine = new FakeGenerator();
    await session.generateOtherwise({ branch: 1, sequence: 0, step: 1 }, 4);
    expect(world.engine.wanted.prompt.prefix).toEqual([6, 4]);
    world.engine.finish(tokensOf(' a'));
    await session.whenIdle();
    expect(texts({ session })).toEqual([[' there was'], [' there was a']]);
  });

  it('drops a branch that failed before anything came as soon as another begins', async () => {
    const { session, world } = generating();
    await session.generateFrom(0);
    world.engine.crash();
    await session.whenIdle();
    expect(session.view.branches).toMatchObject([{ id: 1, phase: 'failed' }]);
    await session.generateFrom(0);
    expect(session.view.branches).toMatchObject([{ id: 2, phase: 'running' }]);
  });

  it('says why there is nothing to go on with, and lets go of the text', async () => {
    const { session, world } = generating();
    world.engine.defaults = { ...world.engine.defaults, refusal: { code: 'unsupported', message: 'An encoder.' } };
    await expect(session.generateFrom(0)).rejects.toMatchObject({ code: 'unsupported', message: 'An encoder.' });
    expect(session.view).toMatchObject({ refusal: { message: 'An encoder.' }, prompt: null, branches: [] });
    expect(world.released).toEqual(world.followed);
    world.text = null;
    await expect(session.generateFrom(0)).rejects.toMatchObject({ code: 'usage' });
  });

  it('puts a chat template around the text only where there is one', async () => {
    const { session, world } = generating({ chat: true });
    await session.generateFrom(0);
    expect(world.engine.wanted.prompt.chat).toBe(false);
    world.engine.defaults = { ...world.engine.defaults, hasChatTemplate: true };
    await session.generateFrom(0);
    expect(world.engine.wanted.prompt.chat).toBe(true);
    world.engine.finish(tokensOf('Hello'));
    await session.whenIdle();
    expect(isContinued(session.take({ branch: 2, sequence: 0 }, null).prompt)).toBe(false);
  });
});

describe('the model in use', () => {
  it('says how it generates, and what it lacks', async () => {
    const { session, world } = generating();
    world.engine.defaults = { ...world.engine.defaults, settings: settingsWith({ top_k: 5 }), ignored: ['top_h'] };
    await session.refresh();
    expect(session.view).toMatchObject({ refusal: null, ignored: ['top_h'], room: 64, defaults: { top_k: 5 } });
    expect(session.view.settings.top_k).toBeNull();
  });

  it('keeps texts of another model readable, names it, and goes on with them by it alone', async () => {
    const { session, world } = generating();
    await session.generateFrom(0);
    world.engine.finish(tokensOf(' there', ' was'));
    await session.whenIdle();
    world.model = otherModel;
    await session.refresh();
    expect(session.view.prompt).toMatchObject({
      model: 'org/model',
      stale: 'These texts are by org/model; the model in use is org/other',
    });
    const at = { branch: 1, sequence: 0, step: 0 };
    await session.stepDetail(at, 5, {
      aborted: false,
      onAbort: () => () => undefined,
      throwIfAborted: () => undefined,
    });
    expect(world.folders.at(-1)).toBe('/models/model');
    await expect(session.generateOtherwise(at, 3)).rejects.toMatchObject({
      message: 'These texts are by org/model, which is not the model in use.',
    });
    await session.generateFrom(0);
    expect(session.view).toMatchObject({ prompt: { model: 'org/other', stale: null }, branches: [{ id: 2 }] });
  });

  it('is another one when its weights are kept in another way: its numbers are others', async () => {
    const { session, world } = generating();
    await session.generateFrom(0);
    world.model = { ...world.model, device: 'webgpu' };
    await session.refresh();
    expect(session.view.prompt?.stale).toBeNull();
    world.model = { ...world.model, storage: '4-bit' };
    await session.refresh();
    expect(session.view.prompt?.stale).toBe(
      'These texts are by org/model; the model in use is org/model (4-bit blocks)',
    );
  });

  it('is refused with the reason when it cannot be found, and not for a process that ended', async () => {
    const { session, world } = generating();
    world.engine.request = () => Promise.reject(new Error('no such folder'));
    await session.refresh();
    expect(session.view.refusal?.code).toBe('internal');
    world.engine = new FakeGenerator();
    await session.refresh();
    expect(session.view.refusal).toBeNull();
  });
});
