import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** VS Code's input at the top of the window: files, commands, and the lists that commands show. */
export class QuickInput {
  readonly #page: Page;
  readonly #widget: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.#widget = page.locator('.quick-input-widget').filter({ visible: true });
  }

  /** The rows of the list, best match first. */
  get rows(): Locator {
    return this.#widget.locator('.quick-input-list .monaco-list-row');
  }

  /** Opens it, types `text` (a file name, `>command`, `:line:column`), and takes the row whose label is `label`. */
  async accept(text: string, label: string): Promise<void> {
    await this.open(text);
    await this.choose(label);
  }

  /** Opens it and types `text`. */
  async open(text: string): Promise<void> {
    await this.#page.keyboard.press('F1');
    await this.#widget.waitFor();
    await this.type(text);
  }

  /** Replaces what is typed. */
  async type(text: string): Promise<void> {
    await this.#widget.locator('input[type=text]').fill(text);
  }

  /** Takes the row of the open list whose label is exactly `label`, and waits for the list to go or change. */
  async choose(label: string): Promise<void> {
    const name = this.#page.locator('.monaco-icon-label').getByText(label, { exact: true });
    const row = this.rows.filter({ has: name }).first();
    await row.waitFor();
    await row.click();
    await row.waitFor({ state: 'hidden' });
  }

  /** Waits until a list or an input is open. */
  async waitForOpen(): Promise<void> {
    await this.#widget.waitFor();
  }

  /**
   * Types into a dialog that fills in a path of its own once it has looked around: waits for that, and types again when
   * it came later than thought.
   */
  async typePath(path: string): Promise<void> {
    const input = this.#widget.locator('input[type=text]');
    await expect.poll(() => input.inputValue()).not.toBe('');
    await this.type(path);
    // What is typed stands when the list below it is that of the path.
    await expect
      .poll(async () => {
        const typed = (await input.inputValue()) === path;
        if (!typed) await this.type(path);
        return typed && !(await this.#widget.locator('.monaco-progress-container.active').isVisible());
      })
      .toBe(true);
  }

  /** Clicks the button beside the input until it closes: a dialog takes it only once it has looked up what is typed. */
  async press(name: string): Promise<void> {
    for (let tries = 0; tries < 5; tries++) {
      await this.#widget.getByRole('button', { name }).click();
      if (await this.#closes(3000)) return;
    }
    throw new Error(`“${name}” did not close the input.`);
  }

  async #closes(timeout: number): Promise<boolean> {
    const closed = this.#widget.waitFor({ state: 'hidden', timeout });
    return closed.then(
      () => true,
      () => false,
    );
  }

  /** Takes what is typed. */
  async enter(): Promise<void> {
    await this.#page.keyboard.press('Enter');
    await this.#widget.waitFor({ state: 'hidden' });
  }

  /** Closes it. */
  async cancel(): Promise<void> {
    await this.#page.keyboard.press('Escape');
    await this.#widget.waitFor({ state: 'hidden' });
  }
}
