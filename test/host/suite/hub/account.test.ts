import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { testTokens } from '../../../hub-server/start-hub.mts';
import { configure, environmentOf, eventually, openHub, verdictsOf, type HubWorld } from '../../support/hub';
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
    assert.ok(!JSON.stringify([search.state, search.rows]).includes(testTokens.member));
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
