import type { Locator } from 'playwright-core';
import { textInside } from '../../../webview/harness/text';
import type { Workbench } from '../../workbench/workbench';
import { LensPage } from './lens-page';

/** A place in a picture, as parts of its width and height. */
export interface At {
  readonly x: number;
  readonly y: number;
}

/** The Attention, Layers and Config tabs of the Lens as their user sees them. */
export class InsidePage {
  readonly #workbench: Workbench;

  private constructor(
    workbench: Workbench,
    readonly lens: LensPage,
    readonly root: Locator,
  ) {
    this.#workbench = workbench;
  }

  /** Looks at attention by the command of the palette, and waits for the heatmap. */
  static async lookAtAttention(workbench: Workbench): Promise<InsidePage> {
    await workbench.runCommand('Model Lens: Look at Attention');
    const page = await InsidePage.find(workbench, 'lens-attention');
    await page.heatmap.waitFor();
    return page;
  }

  /** Looks at layers by the command of the palette, and waits for the norms. */
  static async lookAtLayers(workbench: Workbench): Promise<InsidePage> {
    await workbench.runCommand('Model Lens: Look at Layers');
    const page = await InsidePage.find(workbench, 'lens-layers');
    await page.root.getByRole('application').first().waitFor();
    return page;
  }

  /** The tab that is open. */
  static async find(
    workbench: Workbench,
    element: 'lens-attention' | 'lens-layers' | 'lens-config',
  ): Promise<InsidePage> {
    const lens = await LensPage.find(workbench);
    const root = lens.frame.locator(element);
    await root.waitFor();
    return new InsidePage(workbench, lens, root);
  }

  get grid(): Locator {
    return this.root.getByRole('listbox', { name: 'Heads' });
  }

  get heatmap(): Locator {
    return this.root.getByRole('application', { name: /attention from row to column/ });
  }

  /** The card beside what is under the pointer. */
  get card(): Locator {
    return this.root.locator('.card').filter({ visible: true });
  }

  async text(): Promise<string> {
    return this.root.evaluate(textInside);
  }

  /** Moves the pointer over a picture and gives what the card beside it says. */
  async hover(picture: Locator, { x, y }: At): Promise<string> {
    await this.#point(picture, { x, y });
    await this.card.first().waitFor();
    return this.card.first().evaluate(textInside);
  }

  async click(picture: Locator, at: At): Promise<void> {
    await this.#point(picture, at);
    await this.#workbench.page.mouse.down();
    await this.#workbench.page.mouse.up();
  }

  /** Runs an entry of the menu Export. */
  async export(name: string): Promise<void> {
    await this.root.getByRole('button', { name: 'Export' }).click();
    await this.root.getByRole('menuitem', { name, exact: true }).click();
  }

  /** Runs an entry of the menu Export and saves the file under the name and in the folder that are suggested. */
  async save(name: string): Promise<void> {
    const { quickPick } = this.#workbench;
    await this.export(name);
    await quickPick.waitForOpen();
    await quickPick.press('OK');
  }

  async #point(picture: Locator, { x, y }: At): Promise<void> {
    await picture.scrollIntoViewIfNeeded();
    const box = await picture.boundingBox();
    if (!box) throw new Error('The picture is not on screen.');
    await this.#workbench.page.mouse.move(box.x + box.width * x, box.y + box.height * y, { steps: 3 });
  }
}
