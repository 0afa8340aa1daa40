import type { Frame, Locator } from 'playwright-core';
import { expect } from 'vitest';
import { textsInside } from '../../lens/pages/texts-inside';
import type { Workbench } from '../../workbench/workbench';

/** The side bar of Model Lens as its user sees it: the Hub, the models of this machine, downloads. */
export class SideBar {
  readonly #workbench: Workbench;

  private constructor(
    workbench: Workbench,
    /** The Hub's view. */
    readonly hub: Frame,
  ) {
    this.#workbench = workbench;
  }

  /** Opens it by a click on its icon in the activity bar. */
  static async open(workbench: Workbench): Promise<SideBar> {
    await workbench.page.locator('.activitybar').getByRole('tab', { name: 'Model Lens' }).click();
    const hub = await workbench.webview('hub');
    await hub.getByRole('searchbox').waitFor();
    return new SideBar(workbench, hub);
  }

  /** Types into the search box. */
  async search(text: string): Promise<void> {
    await this.hub.getByRole('searchbox').fill(text);
  }

  /** The results on screen. */
  get results(): Locator {
    return this.hub.locator('hub-list').getByRole('row');
  }

  /** The result of a model, by a part of its name. */
  result(name: string): Locator {
    return this.results.filter({ hasText: name });
  }

  /** What stands in the third line of a result: its verdict in words. */
  verdict(name: string): Locator {
    return this.result(name).locator('.verdict');
  }

  /** The line that says what is the matter with the search. */
  get notice(): Locator {
    return this.hub.locator('.notice-line');
  }

  /** The lines of the tree of models, each as one text. */
  async models(): Promise<string[]> {
    return this.tree.locator('.monaco-list-row').evaluateAll(textsInside);
  }

  /** A line of the tree of models. */
  model(name: string): Locator {
    return this.tree.locator('.monaco-list-row').filter({ hasText: name });
  }

  get tree(): Locator {
    return this.#workbench.page
      .locator('.pane')
      .filter({ has: this.#workbench.page.getByRole('button', { name: 'Models Section' }) });
  }

  /** Clicks an action of a line of the tree, which shows under the pointer. */
  async act(model: string, action: string): Promise<void> {
    await this.model(model).hover();
    await this.model(model).getByRole('button', { name: action }).click();
  }

  /** Takes an entry of the menu that is open: just after it opens, VS Code lets no click count. */
  async chooseFromMenu(name: string): Promise<void> {
    const entry = this.#workbench.page.getByRole('menuitem', { name });
    await entry.waitFor();
    await expect
      .poll(async () => {
        if (await entry.isVisible()) await entry.click();
        return entry.isVisible();
      })
      .toBe(false);
  }

  /** The view of downloads, which is there while there are any. */
  downloads(): Promise<Frame> {
    return this.#workbench.webview('downloads');
  }
}
