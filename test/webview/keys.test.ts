import { describe, expect, it } from 'vitest';
import type { OpenedLens } from './harness/lens';
import { useLens } from './harness/use-lens';
import { emptyState, readyState } from './states/lens-states';

let view: OpenedLens;
useLens((opened) => {
  view = opened;
});

const list = () => view.page.getByRole('dialog', { name: 'Keyboard Shortcuts' });

describe('list of keys', () => {
  it('opens by ? from the strip, keeps the keyboard inside and gives it back', async () => {
    await view.show(readyState);
    await view.page.getByRole('listbox', { name: 'Tokens' }).focus();
    await view.page.keyboard.press('?');
    await list().waitFor();
    expect(await list().getByRole('rowheader', { name: 'Home End' }).count()).toBe(5);
    for (const key of ['Tab', 'Tab', 'Shift+Tab']) await view.page.keyboard.press(key);
    const close = list().getByRole('button', { name: 'Close' });
    expect(await close.evaluate((button) => button.matches(':focus'))).toBe(true);
    await view.page.keyboard.press('Escape');
    await list().waitFor({ state: 'hidden' });
    await view.page.keyboard.press('End');
    await view.page.keyboard.press('Space');
    await view.drawn();
    expect(await view.page.getByRole('option', { selected: true }).getAttribute('aria-label')).toMatch(/^<\/s> 2/);
  });

  it('is in the menu, and closes by its button and by a click beside it', async () => {
    await view.show(emptyState);
    for (const close of [
      () => list().getByRole('button', { name: 'Close' }).click(),
      () => view.page.mouse.click(4, 4),
    ]) {
      await view.page.getByRole('button', { name: 'More Actions' }).click();
      await view.page.getByRole('menuitem', { name: 'Keyboard Shortcuts' }).click();
      await list().waitFor();
      await close();
      await list().waitFor({ state: 'hidden' });
    }
  });

  it('leaves a question mark in a text field alone', async () => {
    await view.show(emptyState);
    await view.page.getByRole('button', { name: 'Try a Sentence' }).click();
    await view.drawn();
    await view.page.keyboard.type('Is it great?');
    expect(await view.page.getByRole('textbox').inputValue()).toBe('Is it great?');
    expect(await list().isVisible()).toBe(false);
  });
});
