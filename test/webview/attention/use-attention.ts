import type { Browser, Locator } from 'playwright-core';
import { afterAll, afterEach, beforeEach, expect } from 'vitest';
import { launchBrowser } from '../../../tools/vscode/browser.mts';
import type { OpenedLens } from '../harness/lens';
import { textInside } from '../harness/text';
import { callsOf } from '../harness/view';
import { openAttention, settled, type AttentionOptions } from './open-attention';

/** The Attention tab as tests use it. */
export class AttentionTab {
  #browser: Browser | undefined;
  #view: OpenedLens | undefined;

  get view(): OpenedLens {
    if (!this.#view) throw new Error('the tab is not open');
    return this.#view;
  }

  get root(): Locator {
    return this.view.page.locator('lens-attention');
  }

  get grid(): Locator {
    return this.root.getByRole('listbox', { name: 'Heads' });
  }

  get heatmap(): Locator {
    return this.root.getByRole('application', { name: /attention from row to column/ });
  }

  chip(name: RegExp): Locator {
    return this.view.page.getByRole('option', { name });
  }

  async text(): Promise<string> {
    return this.root.evaluate(textInside);
  }

  /** What the heatmap tells screen readers. */
  async spoken(): Promise<string> {
    return this.heatmap.evaluate((element) => {
      const root = element.getRootNode();
      return root instanceof ShadowRoot ? (root.querySelector('[role="status"]')?.textContent ?? '') : '';
    });
  }

  /** What the host was told last of what is looked at. */
  get look(): unknown {
    return callsOf(this.view, 'look').at(-1);
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.view.page.keyboard.press(key);
    await settled(this.view);
  }

  async click(target: Locator, ...options: Parameters<Locator['click']>): Promise<void> {
    await target.click(...options);
    await settled(this.view);
  }

  /** Opens the tab, or in place of it that of another model or state. */
  async open(options: AttentionOptions = {}): Promise<void> {
    await this.#view?.close();
    this.#browser ??= await launchBrowser();
    this.#view = await openAttention(this.#browser, options);
  }

  async close(): Promise<void> {
    await this.#browser?.close();
  }
}

/** A tab that is opened anew for each test of a file; a test whose page had problems fails. */
export function useAttention(): AttentionTab {
  const tab = new AttentionTab();
  beforeEach(() => tab.open());
  afterEach(() => expect(tab.view.problems).toEqual([]));
  afterAll(() => tab.close());
  return tab;
}
