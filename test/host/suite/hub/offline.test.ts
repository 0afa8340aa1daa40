import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { deadEndpoint } from '../../../hub-server/start-hub.mts';
import { configure, everything, download, openHub, pageOf, type HubWorld } from '../../support/hub';
import { closeAll, openText, selectLines, shows } from '../../support/lens';

const roberta = 'demo/roberta-tiny-sentiment';

suite('Without a network', () => {
  let world: HubWorld;

  suiteSetup(async () => {
    world = await openHub();
    await download(world, roberta);
  });
  suiteTeardown(() => world.close());
  teardown(async () => {
    await configure({ offline: undefined, hubEndpoint: world.server.endpoint });
    await closeAll();
  });

  test('offline the model goes on reading, its page comes from the cache, and the search says so', async () => {
    await configure({ offline: true });
    const { search } = world.hub.parts;
    await search.search(everything);
    assert.equal(search.state.phase, 'failed');
    assert.equal(
      search.state.notice?.text,
      'Offline, because the setting says so. The 2 models on this machine work; search waits.',
    );
    assert.equal(search.state.notice.action?.action, 'goOnline');
    const before = world.server.requests.length;
    const page = await pageOf(world, roberta);
    assert.ok(page.offline && page.downloaded && page.info.phase === 'ready');
    assert.equal(page.verdict?.state, 'downloaded');
    const editor = await openText('It was too long for me.\n');
    selectLines(editor, 0);
    await vscode.commands.executeCommand('modelLens.open');
    const state = await shows('It was too long for me.');
    assert.equal(state.model?.id, roberta);
    assert.equal(world.server.requests.length, before, 'something was asked of the Hub');
  });

  test('a Hub that is gone is a notice with Retry; the page of a downloaded model opens all the same', async () => {
    const { search } = world.hub.parts;
    await configure({ hubEndpoint: await deadEndpoint() });
    await search.search(everything);
    assert.equal(search.state.notice?.severity, 'offline');
    assert.equal(search.state.notice.action?.action, 'retry');
    const page = await pageOf(world, roberta);
    assert.ok(page.offline && page.downloaded);
    await configure({ hubEndpoint: world.server.endpoint });
    await search.retry();
    assert.equal(search.state.phase, 'done');
  });
});
