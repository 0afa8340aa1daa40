import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { charactersUnder } from './characters-under';
import type { QuickInput } from './quick-input';

/** The key binding of Add Cursor Below. */
const cursorBelow =
  { darwin: 'Meta+Alt+ArrowDown', win32: 'Control+Alt+ArrowDown' }[process.platform as string] ?? 'Shift+Alt+ArrowDown';

/** The active text editor, used by keyboard. Lines and columns count from 1 as in the status bar. */
export class Editor {
  readonly #page: Page;
  readonly #quickInput: QuickInput;
  readonly #folder: string;

  constructor(page: Page, quickInput: QuickInput, folder: string) {
    this.#page = page;
    this.#quickInput = quickInput;
    this.#folder = folder;
  }

  /** Waits until the editor of a file is the active one and shows its text. */
  async waitForFile(name: string): Promise<void> {
    const tab = this.#page.locator('.editor-group-container.active .tab.active').filter({ hasText: name });
    await tab.waitFor({ timeout: 30_000 });
    await this.#page.locator('.editor-group-container.active .view-line').first().waitFor();
  }

  /** Puts the caret somewhere and the focus into the editor. */
  async goTo(line: number, column = 1): Promise<void> {
    await this.focus();
    await this.#quickInput.open(`:${line}:${column}`);
    await this.#quickInput.enter();
    await this.#page
      .locator('.statusbar-item')
      .filter({ hasText: `Ln ${line}, Col ${column}` })
      .waitFor();
  }

  /** Selects a whole line without its end. */
  async selectLine(line: number): Promise<void> {
    await this.goTo(line);
    await this.#page.keyboard.press('Shift+End');
    await this.#waitForSelection();
  }

  /** Selects several neighbouring lines with one cursor each: a batch. */
  async selectEachLine(first: number, last: number): Promise<void> {
    await this.goTo(first);
    for (let line = first; line < last; line++) await this.#page.keyboard.press(cursorBelow);
    await this.#page.keyboard.press('Shift+End');
    await this.#page
      .locator('.statusbar-item')
      .filter({ hasText: `${last - first + 1} selections` })
      .waitFor();
  }

  /** Selects the first occurrence of `text` in `file`, as the file is on disk; it must lie within one line. */
  async selectText(file: string, text: string): Promise<void> {
    const lines = readFileSync(join(this.#folder, file), 'utf8').split(/\r?\n/);
    const line = lines.findIndex((candidate) => candidate.includes(text));
    const column = lines[line]?.indexOf(text);
    if (column === undefined) throw new Error(`${file} does not contain “${text}”.`);
    await this.goTo(line + 1, column + 1);
    const characters = Array.from(new Intl.Segmenter().segment(text));
    for (let pressed = 0; pressed < characters.length; pressed++) await this.#page.keyboard.press('Shift+ArrowRight');
    await this.#waitForSelection();
  }

  /** Types at the caret, over the selection. */
  async type(text: string): Promise<void> {
    await this.#page.keyboard.type(text);
  }

  /** What is painted over the text by extensions: elements whose class starts with `ced-`. */
  get decorations(): Locator {
    return this.#page.locator('.editor-group-container .view-overlays [class*="ced-"], .view-line [class*="ced-"]');
  }

  /** The characters that the Lens has put a frame around, in themes other than those of high contrast. */
  async outlined(): Promise<string[]> {
    return this.#page.evaluate(charactersUnder, 'outline' as const);
  }

  /** What is selected, line by line, also while the focus is elsewhere. */
  async selected(): Promise<string[]> {
    return this.#page.evaluate(charactersUnder, 'selection' as const);
  }

  /** Puts the focus into the editor at the left; in a view beside it there are no lines to go to. */
  async focus(): Promise<void> {
    if (await this.hasFocus()) return;
    await this.#page.keyboard.press('ControlOrMeta+1');
    await this.#page.locator('.monaco-editor.focused').waitFor();
  }

  /** True while the keyboard goes to a text editor. */
  async hasFocus(): Promise<boolean> {
    return (await this.#page.locator('.monaco-editor.focused').count()) > 0;
  }

  async #waitForSelection(): Promise<void> {
    await this.#page
      .locator('.statusbar-item')
      .filter({ hasText: /\(\d+ selected\)/ })
      .waitFor();
  }
}
