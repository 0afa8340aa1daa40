import type { Browser, Locator } from 'playwright-core';
import { afterAll, afterEach, expect } from 'vitest';
import { launchBrowser } from '../../../tools/vscode/browser.mts';
import type { OpenedLens } from '../harness/lens';
import { textInside } from '../harness/text';
import { callsOf } from '../harness/view';
import { openGenerate, settled, type GenerateOptions } from './open-generate';

/** The Generate tab as tests use it. */
export class GenerateTab {
  #browser: Browser | undefined;
  #view: OpenedLens | undefined;

  get view(): OpenedLens {
    if (!this.#view) throw new Error('the tab is not open');
    return this.#view;
  }

  get root(): Locator {
    return this.view.page.locator('lens-generate');
  }

  /** The tokens of a sequence, counted from 1. */
  tokens(sequence: number): Locator {
    return this.root.getByRole('listbox', { name: `Tokens of sequence ${sequence}`, exact: true });
  }

  async text(): Promise<string> {
    return this.root.evaluate(textInside);
  }

  calls(method: string): unknown[] {
    return callsOf(this.view, method);
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.view.page.keyboard.press(key);
    await settled(this.view);
  }

  async click(target: Locator, ...options: Parameters<Locator['click']>): Promise<void> {
    await target.click(...options);
    await settled(this.view);
  }

  /** Puts text into a field and leaves it. */
  async fill(name: string, text: string): Promise<void> {
    await this.root.getByLabel(new RegExp(`^${name}`)).fill(text);
    await this.press('Tab');
  }

  /** Opens the tab, or in place of it that of another model or state. */
  async open(options: GenerateOptions = {}): Promise<void> {
    await this.#view?.close();
    this.#browser ??= await launchBrowser();
    this.#view = await openGenerate(this.#browser, options);
  }

  async close(): Promise<void> {
    await this.#browser?.close();
  }
}

/** A tab that each test of a file opens; a test whose page had problems fails. */
export function useGenerate(): GenerateTab {
  const tab = new GenerateTab();
  afterEach(() => expect(tab.view.problems).toEqual([]));
  afterAll(() => tab.close());
  return tab;
}
