import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, it } from 'vitest';
import { demoHubWithoutNetwork } from '../../../tools/start/demo-hub.mts';
import { deadEndpoint, startHub } from '../../hub-server/start-hub.mts';

const root = join(import.meta.dirname, '../../..');
const node24 = join(root, 'node_modules/.bin/node');
const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

/** Starts the server as a process and gives it with the addresses that it prints. */
async function start(...args: string[]): Promise<{ child: ChildProcess; endpoint: string; ended: Promise<unknown> }> {
  const child = spawn(node24, ['test/hub-server/main.mts', ...args], { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] });
  started.push(child);
  const ended = once(child, 'exit');
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { child, ended, endpoint: (JSON.parse(line) as { endpoint: string }).endpoint };
}

const idsAt = async (endpoint: string): Promise<string[]> => {
  const models = (await (await fetch(`${endpoint}/api/models?expand=downloads`)).json()) as { id: string }[];
  return models.map(({ id }) => id);
};

describe('the server as a process', () => {
  it('has the models of a folder and generated ones, and ends on SIGTERM', async () => {
    const { child, endpoint, ended } = await start('--models', 'test/fixtures/models', '--many', '5');
    const ids = await idsAt(endpoint);
    expect(ids).toContain('fixtures/bert-masked-lm');
    expect(ids.filter((id) => !id.startsWith('fixtures/'))).toHaveLength(5);
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  });

  it('has a big repository, and ends when its standard input does', async () => {
    const { child, endpoint, ended } = await start('--big');
    const info = await (await fetch(`${endpoint}/api/models/bench/big?blobs=true`)).json();
    const { siblings } = info as { siblings: { rfilename: string; size: number; lfs?: { sha256: string } }[] };
    const weights = siblings.filter(({ lfs }) => lfs !== undefined);
    expect(new Set(weights.map(({ lfs }) => lfs?.sha256)).size).toBe(8);
    expect(weights.reduce((sum, { size }) => sum + size, 0)).toBeGreaterThan(500_000_000);
    child.stdin?.end();
    expect(await ended).toEqual([0, null]);
  });
});

// The scripts of the checkout run under Node 24, whichever Node runs npm; Node 20 is for what ships.
describe.skipIf(process.version.startsWith('v20.'))('npm start', () => {
  it('has the demo models where no Hub answers, and keeps the own token and cache out of it', async () => {
    const hub = await demoHubWithoutNetwork({ HF_ENDPOINT: await deadEndpoint() });
    expect(hub).not.toBeNull();
    expect(hub?.env).toMatchObject({ HF_ENDPOINT: hub?.endpoint, HF_TOKEN: '', HUGGING_FACE_HUB_TOKEN: '' });
    expect(hub?.env['HF_HUB_CACHE']).toContain('.cache');
    expect((await idsAt(hub!.endpoint)).length).toBeGreaterThan(5);
    await hub?.stop();
    await expect(fetch(hub!.endpoint)).rejects.toThrow('fetch failed');
  });

  it('leaves a Hub that answers alone, and the wish for no network', async () => {
    const real = await startHub();
    expect(await demoHubWithoutNetwork({ HF_ENDPOINT: real.endpoint })).toBeNull();
    expect(real.requests).toHaveLength(1);
    expect(await demoHubWithoutNetwork({ HF_ENDPOINT: real.endpoint, HF_HUB_OFFLINE: '1' })).toBeNull();
    expect(real.requests).toHaveLength(1);
    real.faults.add({ match: /./, fault: { kind: 'portal' } });
    const demo = await demoHubWithoutNetwork({ HF_ENDPOINT: real.endpoint });
    expect(demo?.endpoint).not.toBe(real.endpoint);
    await Promise.all([demo?.stop(), real.stop()]);
  });
});
