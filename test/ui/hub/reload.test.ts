import { expect, test } from 'vitest';
import { useWorkbench } from '../workbench/use-workbench';
import { DetailsPage } from './pages/details-page';
import { SideBar } from './pages/side-bar';
import { uiHub } from './support/test-hub';

const { env, server } = await uiHub();
// Without a file: VS Code restores its editors only where none is asked for.
const workbench = useWorkbench({ env });
const model = 'xlm-roberta-tiny-classification';

test('a window that is closed during a download leaves it to the next one, which goes on where it was', async () => {
  let sideBar = await SideBar.open(workbench());
  await sideBar.search(model);
  await expect.poll(() => sideBar.results.count()).toBe(1);
  await sideBar.result(model).click();
  const page = await DetailsPage.find(workbench(), model);
  await page.verdict.getByText('Runs here').waitFor();
  server.faults.add({ match: /./, origin: 'files', fault: { kind: 'slow', bytesPerSecond: 8_000 } });
  await page.button('Download and Use').click();
  const downloads = await sideBar.downloads();
  await downloads.getByText(/^[1-9]\d* of 153 kB$/).waitFor();
  server.faults.clear();

  await workbench().page.reload();
  await workbench().ready(undefined);
  sideBar = await SideBar.open(workbench());
  const again = await sideBar.downloads();
  await again.getByText('paused, resumes where it was').waitFor();
  await sideBar.model(model).waitFor();
  const asked = server.requests.length;
  await again.getByRole('button', { name: `Resume: demo/${model}` }).click();
  await workbench().statusBarItem(`demo/${model} · CPU`).waitFor();
  const ranges = server.requests.slice(asked).flatMap(({ headers }) => headers.range ?? []);
  expect(ranges.some((range) => !range.startsWith('bytes=0-'))).toBe(true);
});

test('the page of the model is there again', async () => {
  const page = await DetailsPage.find(workbench(), model);
  await page.frame.getByText('in use').waitFor();
});
