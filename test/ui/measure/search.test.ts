import { writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { SideBar } from '../hub/pages/side-bar';
import { useWorkbench } from '../workbench/use-workbench';
import { watchSearch, type SearchTimes } from './watch-search';

/** The Hub that is searched, and the file that the figures go to: given by `npm run bench`. */
const endpoint = process.env['MODEL_LENS_BENCH_ENDPOINT'] ?? '';
const out = process.env['MODEL_LENS_BENCH_OUT'] ?? '';
const searches = 12;
const lettersTyped = 14;
const betweenKeysMs = 40;

const workbench = useWorkbench({ env: { HF_ENDPOINT: endpoint, HF_HUB_OFFLINE: '' } });

/** Beginnings of names that differ from each other, from all over the listing. */
async function words(): Promise<string[]> {
  const response = await fetch(`${endpoint}/api/models?limit=1000&sort=likes`);
  const models = (await response.json()) as { id: string }[];
  const beginnings = models.map(({ id }) => (id.split('/')[1] ?? id).slice(0, lettersTyped).toLowerCase());
  const different = [...new Set(beginnings)].filter((word) => word.length === lettersTyped);
  const step = Math.max(1, Math.floor(different.length / searches));
  return different.filter((_, index) => index % step === 0).slice(0, searches);
}

it('measures the time from a keystroke to the results on screen', { timeout: 300_000 }, async () => {
  const sideBar = await SideBar.open(workbench());
  await sideBar.results.first().waitFor();
  const times: SearchTimes[] = [];
  for (const word of await words()) {
    const box = sideBar.hub.getByRole('searchbox');
    await box.fill('');
    await box.focus();
    // The window comes to rest: what is measured begins with the first key.
    await workbench().page.waitForTimeout(2500);
    const watched = sideBar.hub.evaluate(watchSearch, word);
    await workbench().page.keyboard.type(word, { delay: betweenKeysMs });
    times.push(await watched);
  }
  expect(times.length).toBeGreaterThan(searches / 2);
  writeFileSync(out, JSON.stringify(times));
});
