import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, openHub, pageOf, type HubWorld } from '../../support/hub';
import { closeAll } from '../../support/lens';

const roberta = 'demo/roberta-tiny-sentiment';

suite('Pages of models', () => {
  let world: HubWorld;

  suiteSetup(async () => {
    world = await openHub();
  });
  suiteTeardown(() => world.close());
  teardown(closeAll);

  test('the page of a model tells config, files, README and what would be fetched', async () => {
    const page = await pageOf(world, roberta);
    assert.ok(page.info.phase === 'ready' && page.assessment.phase === 'ready' && page.readme.phase === 'ready');
    assert.equal(page.verdict?.state, 'runs');
    assert.equal(page.weights, 'model.safetensors');
    assert.deepEqual([...page.needed].sort(), [
      'config.json',
      'model.safetensors',
      'tokenizer.json',
      'tokenizer_config.json',
    ]);
    assert.equal(page.assessment.value.info?.architecture, 'roberta');
    assert.ok(page.assessment.value.choices.some(({ format, problem }) => format === 'onnx' && problem === null));
    assert.match(page.readme.value ?? '', /#/);
    assert.equal(page.downloaded, false);
  });

  test('a link opens the page of a model only after a yes', async () => {
    const link = vscode.Uri.parse(`vscode://model-lens.model-lens/open?model=${encodeURIComponent(roberta)}`);
    const asked: string[] = [];
    const answer = (yes: boolean) => (id: string) => {
      asked.push(id);
      return Promise.resolve(yes);
    };
    await world.hub.openLink(link, answer(false));
    assert.deepEqual(world.hub.details.sessions, []);
    await world.hub.openLink(link, answer(true));
    assert.deepEqual(
      world.hub.details.sessions.map(({ id }) => id),
      [roberta],
    );
    assert.deepEqual(asked, [roberta, roberta]);
    await assert.rejects(world.hub.openLink(link.with({ query: 'model=../../x' }), answer(true)), /names no model/);
  });

  test('Choose Model opens the page of an id that is not here', async () => {
    await vscode.commands.executeCommand('modelLens.chooseModel', roberta);
    await eventually(() => world.hub.details.sessions.some(({ id }) => id === roberta), 'its page is not open');
    assert.equal(world.hub.parts.models.name, 'sample');
  });

  test('a glance reuses one page, what is pinned stays', async () => {
    const { details } = world.hub;
    details.open(roberta, null, false);
    details.open('demo/bert-tiny-masked-lm', null, false);
    assert.equal(details.sessions.length, 1);
    details.open(roberta, null, true);
    details.open('demo/xlnet-base-sentiment', null, false);
    assert.deepEqual(details.sessions.map(({ id }) => id).sort(), [roberta, 'demo/xlnet-base-sentiment'].sort());
    await closeAll();
    await eventually(() => details.sessions.length === 0, 'closed pages are kept');
  });
});
