import * as assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { eventually, openHub, type HubWorld } from '../../support/hub';
import { closeAll } from '../../support/lens';

suite('Downloads', () => {
  let world: HubWorld;

  suiteSetup(async () => {
    world = await openHub();
  });
  suiteTeardown(() => world.close());
  teardown(closeAll);

  test('a paused download keeps what is there and goes on from it; a cancelled one leaves nothing', async () => {
    const { downloads } = world.hub.parts;
    const id = 'demo/distilbert-tiny-classification';
    const key = `${id}@main`;
    world.server.faults.add({ match: /./, origin: 'files', fault: { kind: 'slow', bytesPerSecond: 40_000 } });
    world.hub.actions.download(id, null, false);
    await eventually(() => (downloads.find(key)?.bytes ?? 0) > 20_000, 'the download does not start');
    downloads.pause(key);
    const held = downloads.find(key);
    assert.equal(held?.phase, 'paused');
    const nodes = (await world.hub.treeItems()).map(({ node }) => node);
    assert.ok(nodes.some((node) => node.kind === 'download' && node.id === id));
    world.server.faults.clear();
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.equal(downloads.find(key)?.phase, 'paused');
    const asked = world.server.requests.length;
    downloads.resume(key);
    await eventually(() => downloads.find(key)?.phase === 'done', 'the download does not go on');
    const ranges = world.server.requests.slice(asked).map(({ headers }) => headers.range);
    assert.ok(
      ranges.some((range) => range !== undefined && !range.startsWith('bytes=0-')),
      `it began anew: ${ranges.join(', ')}`,
    );
    await world.hub.actions.delete(id);
    world.server.faults.add({ match: /./, origin: 'files', fault: { kind: 'slow', bytesPerSecond: 40_000 } });
    world.hub.actions.download(id, null, false);
    await eventually(() => (downloads.find(key)?.bytes ?? 0) > 20_000, 'the download does not start');
    await downloads.cancel(key);
    world.server.faults.clear();
    assert.equal(downloads.find(key), undefined);
    assert.equal(existsSync(join(world.cache, 'models--demo--distilbert-tiny-classification')), false);
  });

  test('a download that fails says why in words, and is tried again', async () => {
    const { downloads } = world.hub.parts;
    const id = 'demo/distilbert-tiny-classification';
    // The first answer has the header, from which it is known that the model runs.
    world.server.faults.add({ match: /./, origin: 'files', skip: 1, fault: { kind: 'corrupt' } });
    world.hub.actions.download(id, null, false);
    const failed = await eventually(() => {
      const download = downloads.find(`${id}@main`);
      return download?.phase === 'failed' && download;
    }, 'a wrong file was taken');
    assert.match(failed.error ?? '', /model\.safetensors/);
    world.server.faults.clear();
    downloads.resume(failed.key);
    await eventually(() => downloads.find(failed.key)?.phase === 'done', 'the second try does not work');
    downloads.clear();
    assert.equal(downloads.find(failed.key), undefined);
  });
});
