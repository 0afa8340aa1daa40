import * as assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { eventually, openHub, pageOf, verdictsOf, type HubWorld } from '../../support/hub';
import { closeAll, lensApi, openText, selectLines, shows } from '../../support/lens';

const roberta = 'demo/roberta-tiny-sentiment';

suite('A model of the Hub', () => {
  let world: HubWorld;

  suiteSetup(async () => {
    world = await openHub();
  });
  suiteTeardown(() => world.close());
  teardown(closeAll);

  test('Download and Use fetches with progress, and the selection is read by the new model', async () => {
    const { downloads } = world.hub.parts;
    const editor = await openText('NPTEL is great!\n');
    selectLines(editor, 0);
    await vscode.commands.executeCommand('modelLens.open');
    const before = await shows('NPTEL is great!');
    assert.equal(before.model?.origin, 'sample');
    world.server.faults.add({ match: /./, origin: 'files', fault: { kind: 'slow', bytesPerSecond: 200_000 } });
    const seen: number[] = [];
    const watching = downloads.onDidChange(() => seen.push(downloads.list[0]?.bytes ?? 0));
    world.hub.actions.download(roberta, null, true);
    const api = await lensApi();
    await eventually(() => api.lensState().model?.id === roberta, 'the new model is not in use');
    watching.dispose();
    world.server.faults.clear();
    const state = await shows('NPTEL is great!');
    assert.equal(state.model?.id, roberta);
    assert.equal(state.model.info?.architecture, 'roberta');
    assert.ok(state.run?.prediction?.ok);
    const partly = seen.filter((bytes) => bytes > 0 && bytes < 130_000);
    assert.ok(partly.length > 0, `no progress was told: ${seen.join(', ')}`);
    assert.equal(downloads.find(`${roberta}@main`)?.phase, 'done');
    const row = (await verdictsOf(world, { text: 'roberta-tiny-sentiment' })).get(roberta);
    assert.deepEqual([row?.verdict?.state, row?.inUse], ['downloaded', true]);
  });

  test('the tree lists the model in use, the sample and sizes', async () => {
    const items = await world.hub.treeItems();
    const lines = items.map(({ label, description }) => `${label as string}: ${description as string}`);
    assert.match(lines[0] ?? '', /^roberta-tiny-sentiment: 14\d kB$/);
    assert.ok(
      lines.some((line) => /^Sample sentiment: 1\.\d MB · bundled$/.test(line)),
      lines.join('\n'),
    );
  });

  test('weights are chosen among those that run, before and after the download', async () => {
    const page = await pageOf(world, roberta);
    const onnx =
      page.assessment.phase === 'ready' && page.assessment.value.choices.find(({ format }) => format === 'onnx');
    assert.ok(onnx);
    const { models } = world.hub.parts;
    await models.chooseWeights(roberta, onnx.path);
    const changed = await eventually(() => {
      const state = world.hub.details.sessions[0]?.state;
      return state?.weights === onnx.path && !state.downloaded && state;
    }, 'the page does not follow');
    assert.ok(changed.needed.includes(onnx.path) && !changed.needed.includes('model.safetensors'));
    // Not here yet: what is in use stays what it was.
    assert.equal((await models.current()).weights, null);
    world.hub.actions.download(roberta, null, true);
    await eventually(
      () =>
        existsSync(join(world.cache, `models--${roberta.replace('/', '--')}`)) &&
        world.hub.parts.downloads.find(`${roberta}@main`)?.phase === 'done',
      'not downloaded',
    );
    assert.equal((await models.current()).weights, onnx.path);
    const editor = await openText('Good pace, clear slides.\n');
    selectLines(editor, 0);
    await vscode.commands.executeCommand('modelLens.open');
    const state = await shows('Good pace, clear slides.');
    assert.deepEqual(state.model?.info?.weightFiles, [onnx.path]);
    assert.ok(state.run?.prediction?.ok);
    await models.chooseWeights(roberta, null);
  });

  test('deleting the model in use frees its files and brings the sample back', async () => {
    const api = await lensApi();
    await world.hub.actions.delete(roberta);
    assert.deepEqual(
      readdirSync(world.cache).filter((name) => name.startsWith('models--')),
      [],
    );
    assert.equal(world.hub.parts.models.name, 'sample');
    await eventually(() => api.enginePids().length <= 1, 'its engine is still there');
    const row = (await verdictsOf(world, { text: 'roberta-tiny-sentiment' })).get(roberta);
    assert.deepEqual([row?.verdict?.state, row?.inUse], ['runs', false]);
  });
});
