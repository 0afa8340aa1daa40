import { expect, test } from 'vitest';
import { LensPage } from '../lens/pages/lens-page';
import { useWorkbench } from '../workbench/use-workbench';
import { DetailsPage } from './pages/details-page';
import { SideBar } from './pages/side-bar';
import { uiHub } from './support/test-hub';

const { env, server } = await uiHub();
const workbench = useWorkbench({ file: 'feedback.md', env });
let sideBar: SideBar;

test('the side bar shows what is on the Hub, with a verdict for each, and says which Hub it is', async () => {
  await workbench().editor.selectLine(3);
  sideBar = await SideBar.open(workbench());
  await sideBar.verdict('sample-sentiment').filter({ hasText: 'Runs here' }).waitFor();
  await sideBar.verdict('prompt-guard-gated').filter({ hasText: 'Gated' }).waitFor();
  await sideBar.hub.getByText(`Hub at ${new URL(server.endpoint).host}, not huggingface.co`).waitFor();
  await workbench().screenshot('hub-side-bar');
});

test('typing searches', async () => {
  await sideBar.search('roberta-tiny-sentiment');
  await expect.poll(() => sideBar.results.count()).toBe(2);
  await sideBar.verdict('roberta-tiny-sentiment').first().filter({ hasText: 'Runs here' }).waitFor();
});

test('what was found is still there when the side bar comes back', async () => {
  const asked = server.requests.length;
  await workbench().page.locator('.activitybar').getByRole('tab', { name: 'Explorer' }).click();
  await workbench().page.getByRole('button', { name: 'Models Section' }).waitFor({ state: 'hidden' });
  sideBar = await SideBar.open(workbench());
  await sideBar.verdict('roberta-tiny-sentiment').first().filter({ hasText: 'Runs here' }).waitFor();
  expect(await sideBar.hub.getByRole('searchbox').inputValue()).toBe('roberta-tiny-sentiment');
  expect(server.requests.length).toBe(asked);
});

test('a result has a menu', async () => {
  await sideBar.result('roberta-tiny-sentiment-onnx').click({ button: 'right' });
  await sideBar.chooseFromMenu('Add to Favourites');
  await sideBar.result('roberta-tiny-sentiment-onnx').locator('.codicon-star-full').first().waitFor();
});

test('a click opens the page of the model, from which nothing was downloaded', async () => {
  await sideBar.result('roberta-tiny-sentiment').first().click();
  const page = await DetailsPage.find(workbench(), 'roberta-tiny-sentiment');
  await page.verdict.getByText('Runs here').waitFor();
  await page.readme.getByRole('heading').first().waitFor();
  await page.frame.getByText('checked against this machine, nothing downloaded yet').waitFor();
  await workbench().screenshot('hub-details');
});

test('what the model is made of is drawn before any download', async () => {
  const page = await DetailsPage.find(workbench(), 'roberta-tiny-sentiment');
  await page.frame.getByRole('radio', { name: 'Config' }).click();
  await page.frame.getByText('Read from config.json and the header of model.safetensors').waitFor();
  await page.frame.locator('lens-model-diagram').getByText('Classification head').waitFor();
  await workbench().screenshot('hub-details-config');
  await page.frame.getByRole('radio', { name: 'About' }).click();
});

test('pictures of the README come when they are asked for', async () => {
  const page = await DetailsPage.find(workbench(), 'roberta-tiny-sentiment');
  expect(await page.readme.locator('img').count()).toBe(0);
  await page.readme.getByRole('button', { name: 'Load Image: The layers of' }).click();
  const picture = page.readme.getByRole('img', { name: 'The layers of roberta-tiny-sentiment' });
  await expect.poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(0);
});

test('Download and Use shows progress, and the selection is read by the new model', async () => {
  server.faults.add({ match: /./, origin: 'files', fault: { kind: 'slow', bytesPerSecond: 20_000 } });
  const page = await DetailsPage.find(workbench(), 'roberta-tiny-sentiment');
  await page.button('Download and Use').click();
  const downloads = await sideBar.downloads();
  await downloads.getByRole('progressbar').waitFor();
  await workbench().screenshot('hub-downloading');
  await workbench().statusBarItem('demo/roberta-tiny-sentiment · CPU').waitFor();
  server.faults.clear();
  await page.frame.getByText('in use').waitFor();
  await sideBar.verdict('roberta-tiny-sentiment').filter({ hasText: 'Downloaded, in use' }).waitFor();
  await workbench().tab('feedback.md').click();
  await workbench().editor.selectLine(3);
  const lens = await LensPage.classifySelection(workbench());
  await expect.poll(async () => (await lens.tokens())[0]).toBe('<s> 0');
  await expect.poll(async () => (await lens.labels()).length).toBe(3);
  await workbench().screenshot('hub-in-use');
});

test('the tree has the model with its size, and what can be done with it', async () => {
  await expect
    .poll(() => sideBar.models())
    .toEqual([
      expect.stringMatching(/^roberta-tiny-sentiment ?14\d kB/),
      expect.stringMatching(/^Sample sentiment ?1\.\d MB/),
    ]);
});

test('a running download is paused, resumed and cancelled', async () => {
  server.faults.add({ match: /./, origin: 'files', fault: { kind: 'slow', bytesPerSecond: 6_000 } });
  await sideBar.search('distilbert');
  await sideBar.verdict('distilbert-tiny').filter({ hasText: 'Runs here' }).waitFor();
  await sideBar.result('distilbert-tiny').hover();
  await sideBar.result('distilbert-tiny').getByRole('button', { name: 'Download' }).click();
  const downloads = await sideBar.downloads();
  await downloads.getByRole('button', { name: 'Pause: demo/distilbert-tiny-classification' }).click();
  await downloads.getByText('paused, resumes where it was').waitFor();
  await sideBar.model('distilbert-tiny-classification').waitFor();
  await workbench().screenshot('hub-paused');
  await downloads.getByRole('button', { name: 'Resume: demo/distilbert-tiny-classification' }).click();
  await downloads.getByText('paused, resumes where it was').waitFor({ state: 'detached' });
  await downloads.getByRole('button', { name: /^Cancel.*distilbert-tiny/ }).click();
  await downloads.getByText('distilbert-tiny-classification').waitFor({ state: 'detached' });
  server.faults.clear();
});

test('deleting asks first, and the sample takes the place of the model in use', async () => {
  await sideBar.model('roberta-tiny-sentiment').click({ button: 'right' });
  await sideBar.chooseFromMenu('Delete');
  const dialog = workbench().page.locator('.monaco-dialog-box');
  await dialog.getByText(/Delete demo\/roberta-tiny-sentiment from this machine\? It frees 14\d kB\./).waitFor();
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await workbench().statusBarItem('Sample sentiment · CPU').waitFor();
  await expect.poll(() => sideBar.models()).toHaveLength(1);
});

test('nothing went wrong in the views, and nothing popped up', async () => {
  expect(workbench().problems).toEqual([]);
  expect(await workbench().notifications.count()).toBe(0);
});
