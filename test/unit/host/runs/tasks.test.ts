import { mkdtempSync, existsSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { RunState } from '../../../../src/common/contracts/training/run-folder';
import { shellCommand } from '../../../../src/host/runs/actions/shell-command';
import { isAlive } from '../../../../src/host/runs/folder/is-alive';
import type { RunSnapshot } from '../../../../src/host/runs/folder/read-run';
import { isRunName, nextRunName } from '../../../../src/host/runs/folder/run-name';
import { runPathFor, targetOf } from '../../../../src/host/runs/task/run-task-definition';
import { stopRun } from '../../../../src/host/runs/task/stop-run';
import { taskEnvironment } from '../../../../src/host/runs/task/task-environment';

const folder = mkdtempSync(join(tmpdir(), 'model-lens-stop-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('a task definition', () => {
  const at = (run: unknown, root?: string) => targetOf({ type: 'model-lens', run }, root, '/work/.model-lens/runs');

  test('names a run folder, its run.json, or another run file', () => {
    const run = { runFile: '/work/a/run.json', folder: '/work/a' };
    expect(at('a', '/work')).toEqual(run);
    expect(at('a/run.json', '/work')).toEqual(run);
    expect(at('${workspaceFolder}/a/run.json', '/work')).toEqual(run);
    expect(at('/work/a')).toEqual(run);
    expect(at('small.json', '/work')).toEqual({ runFile: '/work/small.json', folder: '/work/.model-lens/runs/small' });
  });

  test('of others, and relative ones without a workspace, mean nothing', () => {
    expect(targetOf({ type: 'npm', run: '/a' }, '/work', '')).toBeNull();
    expect(at('a')).toBeNull();
    expect(at(7, '/work')).toBeNull();
    expect(at('a\0b', '/work')).toBeNull();
  });

  test('is relative inside of the workspace folder only', () => {
    expect(runPathFor('/work/.model-lens/runs/a', '/work')).toBe('.model-lens/runs/a/run.json');
    expect(runPathFor('/other/a', '/work')).toBe('/other/a/run.json');
  });
});

test('the environment of a task empties tokens and says where models are', () => {
  const environment = taskEnvironment(
    { PATH: '/bin', GITHUB_TOKEN: 'secret', NODE_OPTIONS: '--inspect' },
    { hubCache: '/cache', hubEndpoint: null, offline: true },
  );
  expect(environment).toEqual({
    HF_TOKEN: '',
    HUGGING_FACE_HUB_TOKEN: '',
    GITHUB_TOKEN: '',
    NODE_OPTIONS: '',
    HF_HUB_CACHE: '/cache',
    HF_HUB_OFFLINE: '1',
    ELECTRON_RUN_AS_NODE: '1',
  });
});

test('words of a shell command are quoted where they must be', () => {
  const target = { runFile: "/it's here/run.json", folder: '/a' };
  expect(shellCommand(target, '/cli.js', 'linux')).toBe(`node /cli.js train '/it'\\''s here/run.json' --out /a`);
  expect(shellCommand(target, 'C:\\cli.js', 'win32')).toContain(`"/it's here/run.json"`);
});

test('a heartbeat from the past or the future is none', () => {
  const lock = { pid: 1, host: 'a', started: 0, heartbeat: 1_000_000 };
  expect(isAlive(lock, 1_020_000)).toBe(true);
  expect(isAlive(lock, 1_040_000)).toBe(false);
  expect(isAlive(lock, 900_000)).toBe(false);
  expect(isAlive(null, 0)).toBe(false);
});

test('runs are named after their data, counting on', () => {
  expect(nextRunName('/a/phrase bank.csv', ['phrase-bank-2', 'phrase-bank-x', 'other-9'])).toBe('phrase-bank-3');
  expect(nextRunName('/a/.csv', [])).toBe('run-1');
  expect(nextRunName(null, ['run-1'])).toBe('run-2');
});

test.each(['..', '.git', 'a/b', 'a\\b', 'con', '', 'a'.repeat(81), 'a.'])('"%s" is no name for a run', (name) => {
  expect(isRunName(name)).toBe(false);
});

describe('stopping a run', () => {
  const run = (phase: RunState['phase'], alive: boolean) => ({ alive, state: { phase } }) as RunSnapshot;

  async function terminatedAfter(later: RunSnapshot): Promise<boolean> {
    let terminated = false;
    let waited: Promise<void> = Promise.resolve();
    await stopRun(folder, {
      find: () => later,
      terminate: () => (terminated = true),
      wait: () => Promise.resolve(),
      later: (work) => {
        waited = work();
      },
    });
    await waited;
    return terminated;
  }

  test('writes the wish, and signals only a process that has not noticed', async () => {
    expect(await terminatedAfter(run('running', true))).toBe(true);
    expect(existsSync(join(folder, 'stop'))).toBe(true);
    expect(await terminatedAfter(run('stopping', true))).toBe(false);
    expect(await terminatedAfter(run('running', false))).toBe(false);
  });
});
