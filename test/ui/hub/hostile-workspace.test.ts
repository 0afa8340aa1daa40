import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { startHub, testTokens } from '../../hub-server/start-hub.mts';
import { useWorkbench } from '../workbench/use-workbench';
import { SideBar } from './pages/side-bar';
import { uiHub } from './support/test-hub';

const { env } = await uiHub();
/** Where the settings of the workspace would have the token sent. */
const elsewhere = await startHub();
const workspace = mkdtempSync(join(tmpdir(), 'model-lens-hostile-'));
const settings = { hubEndpoint: elsewhere.endpoint, hubCache: workspace, offline: true };
mkdirSync(join(workspace, '.vscode'));
writeFileSync(
  join(workspace, '.vscode/settings.json'),
  JSON.stringify(Object.fromEntries(Object.entries(settings).map(([name, value]) => [`modelLens.${name}`, value]))),
);
writeFileSync(join(workspace, 'note.md'), 'Good pace, clear slides.\n');
afterAll(async () => {
  await elsewhere.stop();
  rmSync(workspace, { recursive: true });
});

describe.each([
  ['restricted', true],
  ['trusted', false],
])('in a workspace that is %s', (_name, workspaceTrust) => {
  const workbench = useWorkbench({
    workspace,
    file: 'note.md',
    workspaceTrust,
    env: { ...env, HF_TOKEN: testTokens.member },
  });

  test('the Hub works, and the settings of the workspace send it nowhere', async () => {
    const sideBar = await SideBar.open(workbench());
    await sideBar.hub.getByText('Signed in as member').waitFor();
    await sideBar.verdict('sample-sentiment').filter({ hasText: 'Runs here' }).waitFor();
    await sideBar.hub.getByText(`Hub at ${new URL(env.HF_ENDPOINT).host}, not huggingface.co`).waitFor();
    expect(elsewhere.requests).toEqual([]);
  });
});
