import type { Browser } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { LensState } from '../../src/common/contracts/lens';
import { openLens, type OpenedLens } from './harness/lens';
import { useLens } from './harness/use-lens';
import { callsOf } from './harness/view';
import { comparedState, longState, normalizedStages, readyState } from './states/lens-states';

let browser: Browser;
let view: OpenedLens;
useLens((opened, inBrowser) => {
  [view, browser] = [opened, inBrowser];
});

const chosen = () => view.page.getByRole('option', { selected: true });

/** Puts the keyboard on the strip and presses keys. */
async function press(...keys: string[]): Promise<void> {
  for (const key of keys) await view.page.keyboard.press(key);
  await view.drawn();
}

describe('Tokens tab', () => {
  async function open(state: LensState): Promise<void> {
    await view.show(state);
    view.peer.notify('showTab', { tab: 'tokens' });
    await view.drawn();
  }
  const table = () => view.page.locator('lens-token-table').getByRole('grid');

  it('chooses in table and strip alike, and shows the raw form on demand', async () => {
    await open(readyState);
    await table().focus();
    await press('ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter');
    expect(await chosen().getAttribute('aria-label')).toMatch(/^excited/);
    expect(await table().getByRole('columnheader', { name: 'Raw' }).count()).toBe(0);
    await view.page.getByText('Raw form').click();
    await view.drawn();
    expect(await table().getByText('Ġexcited').count()).toBe(1);
  });

  it('stays small with 10,000 tokens and fetches those scrolled to', async () => {
    await open(longState);
    expect(await table().getAttribute('aria-rowcount')).toBe('10001');
    expect(await table().getByRole('row').count()).toBeLessThan(80);
    await table().focus();
    await press('End');
    const last = table().locator('[aria-rowindex="10001"]');
    await expect.poll(() => last.textContent()).toMatch(/9999[^]*special/);
  });

  it('searches the vocabulary once typing rests', async () => {
    await open(readyState);
    const field = view.page.getByRole('textbox', { name: /^Search the vocabulary/ });
    await field.pressSequentially('great');
    await view.page.getByText('Ġgreat').first().waitFor();
    expect(callsOf(view, 'vocabulary')).toEqual([{ target: 'model', query: 'great' }]);
    await view.page.getByText('great 12338').waitFor();
  });

  it('searches the vocabulary of the second tokenizer while it is shown', async () => {
    await open(comparedState);
    await view.page.getByRole('textbox', { name: /^Search the vocabulary/ }).pressSequentially('great');
    await view.page.getByText('great 12338').waitFor();
    await view.page.getByRole('radio', { name: 'bert-base-uncased' }).click();
    await expect.poll(() => callsOf(view, 'vocabulary').at(-1)).toEqual({ target: 'comparison', query: 'great' });
    await view.show(readyState);
    await expect.poll(() => callsOf(view, 'vocabulary').at(-1)).toEqual({ target: 'model', query: 'great' });
    expect(await view.page.getByRole('radio').count()).toBe(0);
  });

  it('says why a normalised text stands as one piece', async () => {
    await view.close();
    view = await openLens(browser, { answers: { stages: () => normalizedStages } });
    await open(readyState);
    await view.page.getByText(/stands as one piece/).waitFor();
    expect(await view.page.getByRole('group', { name: 'Normalised' }).textContent()).toContain('excited·to');
  });
});
