import type { Frame } from 'playwright-core';
import { expect, test } from 'vitest';
import { testTokens } from '../../hub-server/start-hub.mts';
import { useWorkbench } from '../workbench/use-workbench';
import { DetailsPage } from './pages/details-page';
import { SideBar } from './pages/side-bar';
import { uiHub } from './support/test-hub';

const { env } = await uiHub();
const workbench = useWorkbench({ file: 'feedback.md', env });
const gated = 'prompt-guard-gated';
let sideBar: SideBar;

test('a gated model says what to do', async () => {
  sideBar = await SideBar.open(workbench());
  await listen(sideBar.hub);
  await sideBar.search(gated);
  await sideBar.verdict(gated).filter({ hasText: 'Gated' }).waitFor();
  await sideBar.result(gated).click();
  const page = await DetailsPage.find(workbench(), gated);
  await listen(page.frame);
  await page.verdict.getByText('sign in, and accept its terms on the Hub').waitFor();
  await page.button('Accept on the Hub').waitFor();
});

test('a token that the Hub does not know is refused in the input, a good one signs in', async () => {
  const { page } = workbench();
  const details = await DetailsPage.find(workbench(), gated);
  await details.button('Sign In').click();
  const input = page.locator('.quick-input-widget');
  await input.getByText('Sign In to the Hub').waitFor();
  expect(await input.locator('input').getAttribute('type')).toBe('password');
  await page.keyboard.type('hf_nobodyknowsthis');
  await page.keyboard.press('Enter');
  await input.getByText('The Hub does not accept the token.').waitFor();
  await input.locator('input').fill(testTokens.member);
  await page.keyboard.press('Enter');
  await sideBar.hub.getByText('Signed in as member').waitFor();
});

test('what is gated can be downloaded then, and no view has heard of the token', async () => {
  const details = await DetailsPage.find(workbench(), gated);
  await details.verdict.getByText('Runs here').waitFor();
  await details.verdict.getByText('gated, and your account has access').waitFor();
  await details.button('Download and Use').click();
  await workbench().statusBarItem(`demo/${gated} · CPU`).waitFor();
  const heard = [...(await heardBy(sideBar.hub)), ...(await heardBy(details.frame))];
  expect(heard.length).toBeGreaterThan(5);
  expect(heard.filter((text) => text.includes(testTokens.member) || text.includes('hf_nobodyknowsthis'))).toEqual([]);
});

test('the account’s button says who is signed in, and signs out', async () => {
  await workbench().page.getByRole('button', { name: 'Account on the Hub' }).click();
  await workbench().quickPick.waitForOpen();
  await workbench().page.locator('.quick-input-title').getByText('Signed in to the Hub as member').waitFor();
  await workbench().quickPick.choose('Sign Out');
  await sideBar.hub.getByText('Signed in as member').waitFor({ state: 'detached' });
});

test('nothing went wrong in the views, and nothing popped up', async () => {
  expect(workbench().problems).toEqual([]);
  expect(await workbench().notifications.count()).toBe(0);
});

/** Collects what a view is told from now on. */
async function listen(frame: Frame): Promise<void> {
  await frame.evaluate(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    window.addEventListener('message', ({ data }) => heard.push(JSON.stringify(data)));
  });
}

function heardBy(frame: Frame): Promise<string[]> {
  return frame.evaluate(() => (window as unknown as { heard: string[] }).heard);
}
