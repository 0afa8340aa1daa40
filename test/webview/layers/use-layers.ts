import type { Browser, Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { launchBrowser } from '../../../tools/vscode/browser.mts';
import { settled } from '../attention/open-attention';
import type { OpenedLens } from '../harness/lens';
import { openLayers, type LayersOptions } from './open-layers';

/** The parts of the tab that tests look for. */
export class LayersPage {
  view!: OpenedLens;

  constructor(private readonly opened: (options: LayersOptions) => Promise<OpenedLens>) {}

  async open(options: LayersOptions = {}): Promise<void> {
    this.view = await this.opened(options);
  }

  readonly norms = (): Locator => this.view.page.locator('layers-norms lens-heatmap');
  readonly between = (): Locator => this.view.page.locator('layers-between lens-heatmap');
  readonly facts = (): Locator => this.view.page.locator('layers-tools .facts');
  readonly chosen = (): Locator => this.view.page.locator('lens-strip').getByRole('option', { selected: true });
  readonly chip = (name: RegExp): Locator => this.view.page.locator('lens-strip').getByRole('option', { name });
  readonly layer = (): Locator =>
    this.view.page.getByRole('radiogroup', { name: 'After which layer' }).getByRole('radio', { checked: true });

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.view.page.keyboard.press(key);
    await settled(this.view);
  }
}

/** A browser for the tests of a file, and the Layers tab that each opens; a test whose page had problems fails. */
export function useLayers(): LayersPage {
  let browser: Browser;
  const page = new LayersPage((options) => openLayers(browser, options));
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterEach(async () => {
    expect(page.view.problems).toEqual([]);
    await page.view.close();
  });
  afterAll(async () => browser.close());
  return page;
}
