import { describe, expect, it } from 'vitest';
import type { RepoFacts } from '../../../../src/common/contracts/hub/assessment';
import { LensError } from '../../../../src/common/errors/lens-error';
import { Assessor, type AssessingProcess } from '../../../../src/host/hub/assess/assessor';
import { chosenWeights } from '../../../../src/host/hub/assess/chosen-weights';
import { withAccess } from '../../../../src/host/hub/details/access-check';
import { gate } from '../fakes';
import { assessment, repoInfo, runs, settled, weights } from './fakes';

const facts: RepoFacts = { config: null, files: [], index: null, headers: [], memoryBytes: 1 };

/** Processes whose answers a test gives. */
function start(answer: (process: number) => Promise<unknown>, times: { deadlineMs?: number; idleMs?: number } = {}) {
  const ended: number[] = [];
  let started = 0;
  const assessor = new Assessor({
    modulePath: 'engine.js',
    log: () => undefined,
    ...times,
    start: () => {
      const number = ++started;
      let end: (error: LensError) => void = () => undefined;
      const gone = new Promise<never>((_resolve, reject) => (end = reject));
      gone.catch(() => undefined);
      return {
        pid: number,
        exit: undefined,
        request: () => Promise.race([answer(number), gone]) as never,
        dispose: () => {
          ended.push(number);
          end(new LensError('gone', 'The engine was unloaded.'));
        },
      } satisfies AssessingProcess;
    },
  });
  return { assessor, ended, started: () => started };
}

describe('the assessor', () => {
  it('asks one process, started with the first question', async () => {
    const { assessor, started } = start(() => Promise.resolve(assessment));
    expect(started()).toBe(0);
    expect(assessor.pid).toBeUndefined();
    expect(await Promise.all([assessor.assess(facts), assessor.assess(facts)])).toEqual([assessment, assessment]);
    expect([started(), assessor.pid]).toEqual([1, 1]);
    assessor.dispose();
  });

  it('kills a process that hangs, and asks another one the next time', async () => {
    const { assessor, ended, started } = start(
      (process) => (process === 1 ? new Promise(() => undefined) : Promise.resolve(assessment)),
      { deadlineMs: 20 },
    );
    await expect(assessor.assess(facts)).rejects.toMatchObject({ code: 'too-big' });
    expect(ended).toEqual([1]);
    expect(await assessor.assess(facts)).toEqual(assessment);
    expect(started()).toBe(2);
    assessor.dispose();
  });

  it('asks once more where the process ended over what another one asked', async () => {
    const hang = gate();
    let asked = 0;
    const answer = async (process: number): Promise<unknown> => {
      if (process === 1 && ++asked === 1) await hang.opened;
      if (process === 1) await new Promise(() => undefined);
      return assessment;
    };
    const { assessor } = start(answer, { deadlineMs: 20 });
    const [first, second] = await Promise.allSettled([assessor.assess(facts), delayed(() => assessor.assess(facts))]);
    expect(first.status).toBe('rejected');
    expect(second).toMatchObject({ status: 'fulfilled', value: assessment });
    hang.open();
    assessor.dispose();
  });

  it('gives up where it ends each time', async () => {
    const { assessor, started } = start(() => Promise.reject(new LensError('gone', 'The engine stopped.')));
    await expect(assessor.assess(facts)).rejects.toMatchObject({ code: 'gone' });
    expect(started()).toBe(1);
    assessor.dispose();
  });

  it('lets the process go when nothing was asked for a while, not while it works', async () => {
    const work = gate();
    const { assessor, ended, started } = start(async () => (await work.opened, assessment), { idleMs: 10 });
    const asked = assessor.assess(facts);
    await pause(30);
    expect(ended).toEqual([]);
    work.open();
    await asked;
    await expect.poll(() => ended).toEqual([1]);
    expect(assessor.pid).toBeUndefined();
    await assessor.assess(facts);
    expect(started()).toBe(2);
    assessor.dispose();
  });

  it('asks nothing for what was cancelled before, or after it was disposed', async () => {
    const { assessor, started } = start(() => Promise.resolve(assessment));
    await expect(assessor.assess(facts, AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });
    assessor.dispose();
    await expect(assessor.assess(facts)).rejects.toMatchObject({ code: 'gone' });
    await settled();
    expect(started()).toBe(0);
  });
});

describe('chosenWeights', () => {
  const full = weights('model.safetensors');
  const onnx = weights('onnx/model.onnx');
  const odd = weights('onnx/model_q4.onnx', { problem: 'its operators are not covered' });
  const known = { ...assessment, choices: [full, onnx, odd], chosen: full.path };

  it('are those that a person prefers, where they run', () => {
    expect(chosenWeights(known, null)).toBe(full);
    expect(chosenWeights(known, onnx.path)).toBe(onnx);
    expect(chosenWeights(known, odd.path)).toBe(full);
    expect(chosenWeights(known, 'gone.safetensors')).toBe(full);
    expect(chosenWeights({ ...known, chosen: null }, null)).toBeNull();
  });
});

it('says who may read a model whose files were read', () => {
  const words = (more: Partial<typeof repoInfo>) =>
    withAccess({ info: { ...repoInfo, ...more }, assessment })?.checks.at(-1)?.text;
  expect(words({})).toBe('public, no sign-in');
  expect(words({ gated: 'auto' })).toBe('gated, and your account has access');
  expect(words({ private: true })).toBe('private, and your account may read it');
  expect(withAccess({ info: null, assessment: null })).toBeNull();
  expect(withAccess({ info: repoInfo, assessment })?.verdict).toEqual(runs);
});

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

async function delayed<Value>(work: () => Promise<Value>): Promise<Value> {
  await pause(5);
  return work();
}
