import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { toErrorData } from '../../../../src/common/errors/lens-error';
import { testTokens } from '../../../hub-server/start-hub.mts';
import {
  configure,
  environmentOf,
  eventually,
  everything,
  openHub,
  verdictsOf,
  type HubWorld,
} from '../../support/hub';
import { closeAll, lensApi, openText, selectLines, shows } from '../../support/lens';

suite('The account on the Hub', () => {
  let world: HubWorld;

  suiteSetup(async () => {
    world = await openHub();
  });
  suiteTeardown(() => world.close());
  teardown(closeAll);

  test('a token that the Hub does not know is refused; a good one opens what is gated; no other process has it', async () => {
    const { account, search, assessor } = world.hub.parts;
    const written = watchLog(world);
    await assert.rejects(account.signIn('hf_nobody'), /does not accept the token/);
    assert.equal(await account.current(), null);
    assert.equal(await account.signIn(testTokens.member), 'member');
    await eventually(() => search.state.user === 'member', 'the search does not say who is signed in');
    const row = (await verdictsOf(world, { text: 'prompt-guard' })).get('demo/prompt-guard-gated');
    assert.equal(row?.verdict?.state, 'runs');
    const api = await lensApi();
    const editor = await openText('NPTEL is great!\n');
    selectLines(editor, 0);
    await vscode.commands.executeCommand('modelLens.open');
    await shows('NPTEL is great!');
    const pids = [...api.enginePids(), assessor.pid ?? 0];
    assert.ok(pids.length >= 2 && !pids.includes(0));
    for (const pid of pids) assert.ok(!environmentOf(pid)?.includes(testTokens.member), `process ${pid} has the token`);
    // A server that repeats the token in its answer must not get it into the log or the view.
    const repeats = { 'x-error-message': `What is ${testTokens.member}?` };
    const fault = { kind: 'status', status: 403, headers: repeats } as const;
    world.server.faults.add({ match: /^\/api\/models\?/, fault });
    await search.search({ ...everything, text: 'anything' });
    world.server.faults.clear();
    assert.equal(search.state.phase, 'failed');
    assert.ok(!JSON.stringify([search.state, search.rows]).includes(testTokens.member));
    assert.ok(written.length > 0);
    assert.deepEqual(
      written.filter((line) => line.includes(testTokens.member) || line.includes('hf_nobody')),
      [],
    );
    const elsewhere = world.server.requests.filter(
      ({ origin, headers }) => origin === 'files' && headers.authorization,
    );
    assert.deepEqual(elsewhere, []);
    assert.equal(await account.signOut(), null);
    await eventually(() => search.state.user === null, 'the search still says who was signed in');
  });

  test('HF_TOKEN signs in where its endpoint is meant, and reaches no child process', async () => {
    const { account, assessor } = world.hub.parts;
    process.env['HF_ENDPOINT'] = world.server.endpoint;
    process.env['HF_TOKEN'] = testTokens.member;
    try {
      await configure({ hubEndpoint: undefined });
      assert.deepEqual(await account.current(), { name: 'member', by: 'environment' });
      await vscode.commands.executeCommand('modelLens.unloadModel');
      assessor.release();
      const row = (await verdictsOf(world, { text: 'prompt-guard' })).get('demo/prompt-guard-gated');
      assert.equal(row?.verdict?.state, 'runs');
      const editor = await openText('Good pace, clear slides.\n');
      selectLines(editor, 0);
      await vscode.commands.executeCommand('modelLens.open');
      await shows('Good pace, clear slides.');
      for (const pid of [...(await lensApi()).enginePids(), assessor.pid ?? 0]) {
        assert.ok(!environmentOf(pid)?.includes('HF_TOKEN'), `process ${pid} has the token`);
      }
    } finally {
      delete process.env['HF_TOKEN'];
      delete process.env['HF_ENDPOINT'];
      await configure({ hubEndpoint: world.server.endpoint });
    }
  });
});

/** Collects what is written to the log from now on. */
function watchLog({ hub }: HubWorld): string[] {
  const { log } = hub.parts;
  const lines: string[] = [];
  const before = { ...log };
  Object.assign(log, {
    info: (line: string) => {
      lines.push(line);
      before.info(line);
    },
    error: (doing: string, failure: unknown) => {
      lines.push(doing, JSON.stringify(toErrorData(failure)));
      before.error(doing, failure);
    },
  });
  return lines;
}
