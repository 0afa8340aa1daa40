import * as assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { eventually, everything, openHub, verdictsOf, type HubWorld } from '../../support/hub';
import { closeAll } from '../../support/lens';

const roberta = 'demo/roberta-tiny-sentiment';

suite('The Hub’s search', () => {
  let world: HubWorld;

  suiteSetup(async () => {
    world = await openHub();
  });
  suiteTeardown(() => world.close());
  teardown(closeAll);

  test('a search shows a verdict for each model before anything is downloaded', async () => {
    const rows = await verdictsOf(world, {});
    const states = Object.fromEntries([...rows].map(([id, { verdict }]) => [id, verdict?.state]));
    assert.deepEqual(
      [roberta, 'demo/xlnet-base-sentiment', 'demo/prompt-guard-gated', 'demo/bert-giant-reward'].map(
        (id) => states[id],
      ),
      ['runs', 'not_yet', 'gated', 'too_big'],
      JSON.stringify(
        [...rows.values()].map(({ id, verdict }) => [id, verdict]),
        undefined,
        1,
      ),
    );
    assert.match(rows.get(roberta)?.verdict?.reason ?? '', /safetensors/);
    assert.ok((rows.get(roberta)?.bytes ?? 0) > 100_000);
    assert.match(rows.get('demo/xlnet-base-sentiment')?.verdict?.reason ?? '', /xlnet/);
    assert.deepEqual(readdirSync(world.cache), [], 'something was downloaded');
    assert.ok(world.hub.parts.search.state.endpoint?.startsWith('127.0.0.1:'));
  });

  test('a search is narrowed by text and task, a newer one replaces an older', async () => {
    const { search } = world.hub.parts;
    const older = search.search({ ...everything, text: 'xlm' });
    await search.search({ ...everything, task: 'fill-mask' });
    await older;
    await eventually(() => search.state.phase === 'done', 'the search does not end');
    assert.deepEqual(
      search.rows.map(({ id }) => id),
      ['demo/bert-tiny-masked-lm'],
    );
    assert.equal(search.state.phase, 'done');
  });
});
