import type { Browser } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { LensError } from '../../src/common/errors/lens-error';
import { accessibilityProblems } from './harness/checks';
import { narrow, openLens, type OpenedLens } from './harness/lens';
import { useLens } from './harness/use-lens';
import { callsOf } from './harness/view';
import {
  batchState,
  comparedState,
  emptyState,
  longState,
  readyState,
  stoppedState,
  truncatedState,
} from './states/lens-states';

let browser: Browser;
let view: OpenedLens;
useLens((opened, inBrowser) => {
  [view, browser] = [opened, inBrowser];
});

const strip = () => view.page.getByRole('listbox', { name: 'Tokens', exact: true });
const hovered = () => callsOf(view, 'hover').at(-1);
const chosen = () => view.page.getByRole('option', { selected: true });

/** Puts the keyboard on the strip and presses keys. */
async function press(...keys: string[]): Promise<void> {
  for (const key of keys) await view.page.keyboard.press(key);
  await view.drawn();
}

describe('token strip', () => {
  it('is walked and chosen by keyboard, and tells the editor', async () => {
    await view.show(readyState);
    await strip().focus();
    await press('Home', 'ArrowRight', 'ArrowRight', 'ArrowRight', ' ');
    expect(await chosen().getAttribute('aria-label')).toBe('excited 2283, characters 5–12, word 2');
    await expect.poll(hovered).toEqual({ row: 0, sequence: 0, start: 5, end: 12 });
    await press('Enter');
    expect(callsOf(view, 'reveal')).toEqual([{ row: 0, sequence: 0, start: 5, end: 12 }]);
    await press('End', 'Control+ ');
    expect(await chosen().count()).toBe(2);
    await press('Escape');
    expect(await chosen().count()).toBe(0);
    await press('Tab');
    await expect.poll(hovered).toBeNull();
  });

  it('keeps the chosen token when the next text arrives', async () => {
    await view.show(readyState);
    await view.page.getByRole('option', { name: /^learn/ }).click();
    await view.show({ ...readyState, run: readyState.run && { ...readyState.run, runId: 2 } });
    expect(await chosen().getAttribute('aria-label')).toMatch(/^learn/);
  });

  it('marks the token under the caret of the editor', async () => {
    await view.show(readyState);
    view.peer.notify('caret', { row: 0, index: 5 });
    await view.drawn();
    const linked = view.page.locator('lens-strip .linked');
    expect(await linked.getAttribute('aria-label')).toMatch(/^learn/);
    view.peer.notify('caret', null);
    await view.drawn();
    expect(await linked.count()).toBe(0);
  });

  it('goes from row to row of a batch as one stop', async () => {
    await view.show(batchState);
    const stops = view.page.locator('lens-strip [role="listbox"][tabindex="0"]');
    expect(await stops.count()).toBe(1);
    await stops.focus();
    await press('ArrowDown', 'ArrowDown', 'ArrowDown', 'Home', 'ArrowRight', ' ');
    expect(await chosen().getAttribute('aria-label')).toMatch(/^It/);
    expect(await view.page.getByRole('button', { name: 'Row 3' }).getAttribute('aria-pressed')).toBe('true');
  });

  it('keeps every row within reach of the keyboard, under the pointer and out of view', async () => {
    await view.page.setViewportSize(narrow);
    const rows = Array.from({ length: 12 }, () => batchState.run?.rows ?? []).flat();
    await view.show({ ...batchState, run: batchState.run && { ...batchState.run, rows } });
    await view.page.getByRole('listbox', { name: 'Tokens of row 2' }).hover();
    expect(await accessibilityProblems(view.page)).toEqual([]);
    await view.page.mouse.wheel(0, 4000);
    await view.page.getByRole('listbox', { name: 'Tokens of row 36' }).waitFor();
    await view.page.locator('lens-strip [role="listbox"][tabindex="0"]').focus();
    await press('ArrowDown', 'Home', 'ArrowRight', ' ');
    expect(await view.page.getByRole('button', { name: 'Row 2', exact: true }).getAttribute('aria-pressed')).toBe(
      'true',
    );
  });

  it('draws only what is in view of a long text, and fetches what comes into view', async () => {
    await view.show(longState);
    expect(await view.page.getByRole('option').count()).toBeLessThan(80);
    expect(callsOf(view, 'tokens')).toEqual([]);
    await strip().focus();
    await press('End');
    await expect.poll(() => view.page.locator('#chip-9999 .id').textContent()).toBe('2');
    expect(callsOf(view, 'tokens').at(-1)).toMatchObject({ row: 0, part: 'input', to: 10_000 });
    expect(await view.page.getByRole('button', { name: /more$/ }).count()).toBe(1);
  });

  it('shows what was cut behind what was read', async () => {
    await view.show(truncatedState);
    await strip().focus();
    await press('End');
    await expect.poll(() => view.page.locator('#chip-747').getAttribute('aria-label')).toMatch(/cut, not read/);
    await press(' ');
    expect(await chosen().count()).toBe(0);
  });

  it('links the strip of a second tokenizer by characters', async () => {
    await view.show(comparedState);
    await view.page
      .locator('lens-comparison')
      .getByRole('option', { name: /^excited/ })
      .hover();
    await view.drawn();
    expect(await view.page.locator('lens-strip .linked').count()).toBe(2);
    await view.page.getByRole('button', { name: 'Close the Second Tokenizer' }).click();
    expect(callsOf(view, 'perform').at(-1)).toEqual({ action: 'closeSecondTokenizer' });
  });
});

describe('header and notices', () => {
  it('offers the menu to the keyboard', async () => {
    await view.show(readyState);
    await view.page.getByRole('button', { name: 'More Actions' }).click();
    await press('ArrowDown', 'Enter');
    expect(callsOf(view, 'perform')).toEqual([{ action: 'chooseModel' }]);
    expect(await view.page.getByRole('menu').count()).toBe(0);
  });

  it('pins, and says that it is pinned', async () => {
    await view.show(readyState);
    await view.page.getByRole('button', { name: 'Pin this result' }).click();
    await view.show({ ...readyState, pinned: true });
    await view.page.getByRole('button', { name: /^Unpin/, pressed: true }).click();
    expect(callsOf(view, 'perform')).toEqual([{ action: 'pin' }, { action: 'unpin' }]);
  });

  it('asks for what a card offers', async () => {
    await view.show(stoppedState);
    await view.page.getByRole('button', { name: 'Run Again' }).click();
    expect(callsOf(view, 'perform')).toEqual([{ action: 'runAgain' }]);
  });

  it('says why the host refused, until it is closed', async () => {
    await view.close();
    const refuse = () => Promise.reject(new LensError('not-found', 'The log is not there.'));
    view = await openLens(browser, { answers: { perform: refuse } });
    await view.show(stoppedState);
    await view.page.getByRole('button', { name: 'Show Log' }).click();
    const line = view.page.getByText('The log is not there.');
    await line.waitFor();
    await view.page.getByRole('button', { name: 'Close' }).click();
    await line.waitFor({ state: 'detached' });
  });
});

describe('an empty Lens', () => {
  it('leads to models of the Hub', async () => {
    await view.show(emptyState);
    await view.page.getByRole('button', { name: 'Find a Model' }).click();
    expect(callsOf(view, 'perform')).toEqual([{ action: 'findModel' }]);
  });
});

describe('text box', () => {
  it('reads a sentence where no document is open', async () => {
    await view.show(emptyState);
    await view.page.getByRole('button', { name: 'Try a Sentence' }).click();
    await view.drawn();
    await view.page.keyboard.type('NPTEL is great!');
    await press('Control+Enter');
    expect(callsOf(view, 'runTyped')).toEqual([{ text: 'NPTEL is great!', pair: null }]);
  });

  it('says in plain words why a text is refused, and reads pairs', async () => {
    await view.show(readyState);
    view.peer.notify('focusTextBox', {});
    await view.page.getByRole('button', { name: 'Read', exact: true }).click();
    await view.page.getByText('There is no text to read.').waitFor();
    await view.page.getByRole('textbox', { name: 'Text to read' }).fill('a');
    await view.page.getByRole('button', { name: 'Add a Second Text' }).click();
    const second = view.page.getByRole('textbox', { name: 'Second text of the pair' });
    await expect.poll(() => second.evaluate((field) => field.matches(':focus'))).toBe(true);
    await view.page.keyboard.type('b');
    await view.page.getByRole('button', { name: 'Read', exact: true }).click();
    await expect.poll(() => callsOf(view, 'runTyped').at(-1)).toEqual({ text: 'a', pair: 'b' });
  });
});

describe('tabs', () => {
  it('move by arrows and are shown by commands', async () => {
    await view.show(readyState);
    const tokens = view.page.getByRole('tab', { name: 'Tokens' });
    await view.page.getByRole('tab', { name: 'Predictions' }).focus();
    await press('ArrowRight');
    const attention = view.page.getByRole('tab', { name: 'Attention' });
    expect(await attention.getAttribute('aria-selected')).toBe('true');
    await press('End');
    expect(await tokens.getAttribute('aria-selected')).toBe('true');
    expect(await view.page.getByRole('tabpanel', { name: 'Tokens' }).count()).toBe(1);
    view.peer.notify('showTab', { tab: 'predictions' });
    await view.drawn();
    expect(await tokens.getAttribute('aria-selected')).toBe('false');
  });
});
