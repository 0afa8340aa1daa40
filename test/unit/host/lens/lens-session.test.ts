import { describe, expect, it, vi } from 'vitest';
import { LensError } from '../../../../src/common/errors/lens-error';
import { typedText } from '../../../../src/host/lens/source/read-text';
import { chosen, editorText, fakeEngine, gate, opened, runOf, runRow } from '../fakes';
import { sessionOn } from './session-on';

const answering = () => fakeEngine(() => runOf([runRow()]));

describe('LensSession', () => {
  it('shows a result with its text and model', async () => {
    const { session } = sessionOn(answering());
    expect(session.state.phase).toBe('empty');
    session.submit(editorText('NPTEL is great!'));
    await session.whenIdle();
    const { phase, source, run, model, notices } = session.state;
    expect([phase, source?.label, source?.excerpts, run?.rows.length, model?.id, notices]).toEqual([
      'ready',
      'feedback.md:3',
      ['NPTEL is great!'],
      1,
      'org/model',
      [],
    ]);
  });

  it('says that it runs only after 300 ms, and keeps the old result until the new one is there', async () => {
    vi.useFakeTimers();
    try {
      const slow = gate();
      let calls = 0;
      const engine = fakeEngine(async () => {
        if (++calls === 2) await slow.opened;
        return runOf([runRow()], { runId: calls });
      });
      const { session } = sessionOn(engine);
      session.submit(editorText('one'));
      await session.whenIdle();
      session.submit(editorText('two'));
      await vi.advanceTimersByTimeAsync(299);
      expect(session.state).toMatchObject({ phase: 'ready', run: { runId: 1 } });
      await vi.advanceTimersByTimeAsync(2);
      expect(session.state).toMatchObject({ phase: 'running', progress: 'Reading feedback.md:3', run: { runId: 1 } });
      expect(session.state.source?.excerpts).toEqual(['one']);
      slow.open();
      await session.whenIdle();
      expect(session.state).toMatchObject({ phase: 'ready', run: { runId: 2 }, progress: null });
    } finally {
      vi.useRealTimers();
    }
  });

  it('keeps the old result when the new run is cancelled', async () => {
    let calls = 0;
    const engine = fakeEngine(() => {
      if (++calls === 2) throw new LensError('cancelled', 'Cancelled.');
      return runOf([runRow()]);
    });
    const { session, failures } = sessionOn(engine);
    session.submit(editorText('one'));
    await session.whenIdle();
    session.submit(editorText('two'));
    await session.whenIdle();
    expect(session.state.source?.excerpts).toEqual(['one']);
    expect(failures).toEqual([]);
  });

  it('says that the engine stopped, and runs again', async () => {
    let crash = true;
    const engine = fakeEngine(() => {
      if (crash) throw new LensError('gone', 'The engine stopped unexpectedly.');
      return runOf([runRow()]);
    });
    const { session, failures } = sessionOn(engine);
    session.submit(editorText('one'));
    await session.whenIdle();
    expect(session.state.notices.map(({ id }) => id)).toEqual(['engine-stopped']);
    expect(session.state.run).toBeNull();
    expect(failures).toHaveLength(1);
    crash = false;
    session.submit(editorText('one'));
    await session.whenIdle();
    expect(session.state).toMatchObject({ phase: 'ready', notices: [] });
    expect(session.state.run).not.toBeNull();
  });

  it('is stale when the text changes or the process ends, and fresh after the next run', async () => {
    const { session } = sessionOn(answering());
    session.submit(editorText('one'));
    await session.whenIdle();
    session.markStale('feedback.md:3 was edited after this result');
    expect(session.state.phase).toBe('stale');
    expect(session.state.notices[0]).toMatchObject({ id: 'stale', actions: [{ action: 'runAgain' }] });
    session.markStale(null);
    expect(session.state.phase).toBe('ready');
    session.engineEnded({ folder: '/models/model', weights: null, device: 'cpu', threads: 0 }, 'It was unloaded.');
    expect(session.state.notices[0]?.title).toBe('It was unloaded.');
    session.submit(editorText('one'));
    await session.whenIdle();
    expect(session.state).toMatchObject({ phase: 'ready', notices: [] });
  });

  it('runs on the CPU when the device does not work, and says so', async () => {
    const broken = fakeEngine(() =>
      runOf([runRow()], { prediction: { ok: false, error: { code: 'device', message: 'No adapter.' } } }),
    );
    const { session } = sessionOn((device) => (device === 'cpu' ? answering() : broken), 'webgpu');
    session.submit(editorText('one'));
    await session.whenIdle();
    const { notices, model, run } = session.state;
    expect([notices[0]?.id, notices[0]?.detail, model?.device, run?.prediction?.ok]).toEqual([
      'fell-back',
      'No adapter.',
      'cpu',
      true,
    ]);
  });

  it('shows tokens of a model without a head, and asks for no prediction', async () => {
    let predict: unknown;
    const info = opened.model.ok ? { ...opened.model.value, task: null } : expect.fail();
    const engine = fakeEngine(
      (_, params) => {
        ({ predict } = params as { predict: boolean });
        return runOf([runRow()], { prediction: null });
      },
      { ...opened, model: { ok: true, value: info } },
    );
    const { session } = sessionOn(engine);
    session.submit(editorText('one'));
    await session.whenIdle();
    expect(predict).toBe(false);
    expect(session.state.notices.map(({ id }) => id)).toEqual(['no-head']);
  });

  it('reads the text with a second tokenizer, whose failure is its own', async () => {
    const { session } = sessionOn(answering());
    session.submit(typedText('one', 'two'));
    await session.whenIdle();
    session.compareWith({ ...chosen, resolved: { ...chosen.resolved, id: 'other' } });
    await session.whenIdle();
    expect(session.state.comparison).toMatchObject({ id: 'other', error: null, run: { runId: 1 } });
    session.compareWith(null);
    expect(session.state.comparison).toBeNull();
  });

  it('pins with the name of what is pinned', async () => {
    const { session } = sessionOn(answering());
    session.submit(editorText('one'));
    await session.whenIdle();
    session.setPinned(true);
    expect(session.state.notices[0]?.title).toBe('Pinned to feedback.md:3, “one”');
  });

  it('slides a window by a quarter of what the model takes', async () => {
    const strides: unknown[] = [];
    const engine = fakeEngine((_, params) => {
      strides.push((params as { options: { stride: number | null } }).options.stride);
      return runOf([runRow(), runRow({ window: 1 })]);
    });
    const { session } = sessionOn(engine);
    session.submit(editorText('one'));
    await session.whenIdle();
    session.setSliding(true);
    session.submit(editorText('one'));
    await session.whenIdle();
    expect(strides).toEqual([null, 128]);
    expect(session.state.notices.map(({ id }) => id)).toContain('sliding');
  });
});
