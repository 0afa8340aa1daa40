import { expect, test } from 'vitest';
import { LensPage } from '../lens/pages/lens-page';
import { hubCache } from '../lens/support/hub-cache';
import { useWorkbench } from '../workbench/use-workbench';
import { DetailsPage } from './pages/details-page';
import { SideBar } from './pages/side-bar';
import { uiHub } from './support/test-hub';

const { env } = await uiHub();
const { HF_HUB_CACHE } = hubCache([
  { id: 'tiny/roberta-sentiment', fixture: 'roberta-sentiment' },
  {
    id: 'tiny/translator',
    fixture: 'bert-masked-lm-gamma-beta',
    config: { model_type: 'longt5', architectures: ['LongT5ForConditionalGeneration'] },
  },
]);
const workbench = useWorkbench({ file: 'feedback.md', env: { ...env, HF_HUB_CACHE } });
let sideBar: SideBar;

test('offline the side bar says so and what works', async () => {
  workbench().configure({ 'modelLens.offline': true });
  sideBar = await SideBar.open(workbench());
  await sideBar.hub.getByText('The 3 models on this machine work; search waits.').waitFor();
  await expect
    .poll(async () => (await sideBar.models()).sort())
    .toEqual([
      expect.stringMatching(/^Sample sentiment/),
      expect.stringMatching(/^roberta-sentiment ?\d+ kB · Python/),
      expect.stringMatching(/^translator ?[\d.]+ kB · Python/),
    ]);
});

test('a model that Python has downloaded is looked at and used', async () => {
  await sideBar.model('roberta-sentiment').click();
  const page = await DetailsPage.find(workbench(), 'roberta-sentiment');
  await page.verdict.getByText('Downloaded').waitFor();
  await page.button('Use').click();
  await workbench().statusBarItem('tiny/roberta-sentiment · CPU').waitFor();
  await workbench().tab('feedback.md').click();
  await workbench().editor.selectLine(3);
  const lens = await LensPage.classifySelection(workbench());
  await expect.poll(async () => (await lens.labels()).length).toBe(3);
});

test('Go Online searches at once', async () => {
  await sideBar.hub.getByRole('button', { name: 'Go Online' }).click();
  await sideBar.verdict('sample-sentiment').filter({ hasText: 'Runs here' }).waitFor();
  expect(await sideBar.hub.getByText('search waits').count()).toBe(0);
});

test('a model that cannot run leads to those that do', async () => {
  await workbench().runCommand('Model Lens: Choose Model');
  await workbench().quickPick.choose('tiny/translator');
  const lens = await LensPage.find(workbench());
  await lens.notices.getByText('This cannot run here yet').waitFor();
  await lens.press('Find One That Runs');
  await expect.poll(() => sideBar.hub.getByRole('combobox', { name: 'Task' }).inputValue()).toBe('text-classification');
  await expect.poll(() => sideBar.result('masked-lm').count()).toBe(0);
  await sideBar.verdict('roberta-tiny-sentiment').first().waitFor();
});

test('an id that is not here is looked at on the Hub', async () => {
  await workbench().runCommand('Model Lens: Choose Model');
  await workbench().quickPick.type('demo/xlnet-base-sentiment');
  await workbench().quickPick.choose('Look at demo/xlnet-base-sentiment on the Hub');
  const page = await DetailsPage.find(workbench(), 'xlnet-base-sentiment');
  await page.verdict.getByRole('heading', { name: /^Not yet/ }).waitFor();
});

test('nothing went wrong in the views, and nothing popped up', async () => {
  expect(workbench().problems).toEqual([]);
  expect(await workbench().notifications.count()).toBe(0);
});
