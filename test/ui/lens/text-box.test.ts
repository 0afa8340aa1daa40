import { expect, test } from 'vitest';
import { useWorkbench } from '../workbench/use-workbench';
import { LensPage } from './pages/lens-page';

const workbench = useWorkbench();

test('with no editor open the Lens says what to do and offers a text box', async () => {
  await workbench().runCommand('Model Lens: Try a Sentence');
  const lens = await LensPage.find(workbench());
  await lens.frame.getByText('Select text in any editor to see how the model reads it.').waitFor();
  const field = lens.frame.getByRole('textbox', { name: 'Text to read' });
  await field.fill('Clear slides, and a teacher who listens.');
  await field.press('Control+Enter');
  await lens.chips.filter({ hasText: 'slides' }).waitFor();
  await expect.poll(async () => (await lens.labels())[0]).toMatch(/^positive 0\.\d{4}/);
});

test('a second text makes a pair', async () => {
  const lens = await LensPage.find(workbench());
  const alone = await lens.chips.count();
  await lens.press('Add a Second Text');
  await lens.frame.getByRole('textbox', { name: 'Second text of the pair' }).fill('The audio dropped out.');
  await lens.press('Read');
  await lens.chips.filter({ hasText: 'dropped' }).waitFor();
  expect(await lens.chips.count()).toBeGreaterThan(alone + 3);
});

test('nothing went wrong in the views, and nothing popped up', async () => {
  expect(workbench().problems).toEqual([]);
  expect(await workbench().notifications.count()).toBe(0);
});
