import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../../tools/vscode/paths.mts';
import { DetailsPage } from '../hub/pages/details-page';
import { SideBar } from '../hub/pages/side-bar';
import { uiHub } from '../hub/support/test-hub';
import { useWorkbench } from '../workbench/use-workbench';

const folder = join(root, 'docs/screenshots');
const most = 250_000;

const { env } = await uiHub();
const workbench = useWorkbench({
  file: 'feedback.md',
  env,
  settings: { 'window.commandCenter': false, 'workbench.layoutControl.enabled': false },
});

test('hub-dark: results with their verdicts, and the page of a model', async () => {
  mkdirSync(folder, { recursive: true });
  const sideBar = await SideBar.open(workbench());
  await sideBar.verdict('xlnet-base-sentiment').filter({ hasText: 'Not yet' }).waitFor();
  await sideBar.result('distilbert-tiny-classification').first().click();
  const page = await DetailsPage.find(workbench(), 'distilbert-tiny-classification');
  await page.verdict.getByRole('heading', { name: /^Runs here/ }).waitFor();
  await page.readme.getByRole('heading').first().waitFor();
  await workbench().page.mouse.move(2, 2);
  const path = join(folder, 'hub-dark.png');
  await workbench().page.screenshot({ path });
  expect(statSync(path).size).toBeLessThan(most);
});
