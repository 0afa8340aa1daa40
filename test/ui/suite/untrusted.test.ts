import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../../tools/vscode/paths.mts';
import { LensPage } from '../lens/pages/lens-page';
import { useWorkbench } from '../workbench/use-workbench';

const workbench = useWorkbench({ file: 'feedback.md', workspaceTrust: true });
const model = join(root, 'test/fixtures/models/distilbert-sequence-classification');

test('in a folder that is not trusted the sample still reads', async () => {
  await workbench().statusBarItem('Restricted Mode').waitFor();
  await workbench().editor.selectLine(3);
  const lens = await LensPage.classifySelection(workbench());
  await expect.poll(async () => (await lens.labels()).length).toBe(3);
});

test('a model of that folder is refused with a plain sentence and the way to trust', async () => {
  cpSync(model, join(workbench().folder, 'model'), { recursive: true });
  await workbench().openModelFolder(join(workbench().folder, 'model'));
  await workbench().notifications.first().waitFor();
  await workbench().showNotifications();
  const refusal = workbench().notifications.filter({ hasText: 'belongs to this workspace, which is not trusted.' });
  await refusal.getByRole('button', { name: 'Manage Trust' }).waitFor();
  await workbench().statusBarItem('Sample sentiment · CPU').waitFor();
});

test('a model from elsewhere works', async () => {
  await workbench().openModelFolder(model);
  await workbench().statusBarItem('distilbert-sequence-classification · CPU').waitFor();
  const lens = await LensPage.find(workbench());
  await expect.poll(async () => (await lens.labels()).length).toBe(2);
});
