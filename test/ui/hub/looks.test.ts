import { beforeAll, describe, expect, test } from 'vitest';
import { accessibilityProblems } from '../workbench/accessibility';
import { themeNames } from '../workbench/themes';
import { useWorkbench } from '../workbench/use-workbench';
import type { ViewName } from '../workbench/webview-frame';
import type { Workbench } from '../workbench/workbench';
import { DetailsPage } from './pages/details-page';
import { SideBar } from './pages/side-bar';
import { uiHub } from './support/test-hub';

interface Scene {
  readonly name: string;
  readonly view: ViewName;
  readonly show: (workbench: Workbench) => Promise<void>;
}

const { env, server } = await uiHub();
const workbench = useWorkbench({ file: 'feedback.md', env });
let sideBar: SideBar;

const scenes: readonly Scene[] = [
  { name: 'hub-results', view: 'hub', show: showResults },
  { name: 'details-runs', view: 'details', show: () => showPage('roberta-tiny-sentiment', /^Runs here/) },
  { name: 'details-gated', view: 'details', show: () => showPage('prompt-guard-gated', /^Gated/) },
  { name: 'details-not-yet', view: 'details', show: () => showPage('xlnet-base-sentiment', /^Not yet/) },
  { name: 'details-too-big', view: 'details', show: () => showPage('bert-giant-reward', /^Too big/) },
  { name: 'hub-downloads', view: 'downloads', show: showDownloads },
  { name: 'hub-offline', view: 'hub', show: showOffline },
];

describe.each(scenes)('$name', ({ name, view, show }) => {
  beforeAll(async () => show(workbench()));

  test.each(themeNames)('is accessible in the theme %s', async (theme) => {
    await workbench().setTheme(theme);
    await workbench().page.mouse.move(2, 2);
    await workbench().screenshot(name);
    const background = view === 'details' ? 'editor' : 'sideBar';
    expect(await accessibilityProblems(await workbench().webview(view), { background })).toEqual([]);
  });
});

test('nothing went wrong in the views, and nothing popped up', async () => {
  expect(workbench().problems).toEqual([]);
  expect(await workbench().notifications.count()).toBe(0);
});

async function showResults(shown: Workbench): Promise<void> {
  sideBar = await SideBar.open(shown);
  // One of the first rows: what lies below the list's edge is not drawn.
  await sideBar.verdict('prompt-guard-gated').filter({ hasText: 'Gated' }).waitFor();
}

async function showPage(name: string, verdict: RegExp): Promise<void> {
  await sideBar.search(name);
  await sideBar.result(name).first().click();
  const page = await DetailsPage.find(workbench(), name);
  await page.verdict.getByRole('heading', { name: verdict }).waitFor();
  await page.readme.getByRole('heading').first().waitFor();
}

/** One that is paused half-way, and one that is done. */
async function showDownloads(): Promise<void> {
  await download('xlm-roberta-tiny');
  const downloads = await sideBar.downloads();
  await downloads.getByText('verified').waitFor();
  server.faults.add({ match: /./, origin: 'files', skip: 1, fault: { kind: 'slow', bytesPerSecond: 6_000 } });
  await download('distilbert-tiny');
  await downloads.getByText(/^[\d.]+ of 144 kB$/).waitFor();
  await downloads.getByRole('button', { name: /^Pause/ }).click();
  await downloads.getByText('paused, resumes where it was').waitFor();
  server.faults.clear();
}

async function download(name: string): Promise<void> {
  await sideBar.search(name);
  await sideBar.verdict(name).filter({ hasText: 'Runs here' }).waitFor();
  await sideBar.result(name).hover();
  await sideBar.result(name).getByRole('button', { name: 'Download' }).click();
}

async function showOffline(shown: Workbench): Promise<void> {
  shown.configure({ 'modelLens.offline': true });
  await sideBar.hub.getByText('search waits.').waitFor();
}
