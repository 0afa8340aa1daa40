import type { Frame, Locator } from 'playwright-core';
import type { Workbench } from '../../workbench/workbench';
import { textsInside } from './texts-inside';

/** The tabs of the Lens. */
export type LensTab = 'Predictions' | 'Attention' | 'Layers' | 'Generate' | 'Config' | 'Tokens';

/** The Lens as its user sees it. */
export class LensPage {
  readonly #workbench: Workbench;

  private constructor(
    workbench: Workbench,
    readonly frame: Frame,
  ) {
    this.#workbench = workbench;
  }

  /** The Lens that is open; waits until it is. */
  static async find(workbench: Workbench): Promise<LensPage> {
    return new LensPage(workbench, await workbench.lensFrame());
  }

  /** Classifies what is selected by the command of the palette. */
  static async classifySelection(workbench: Workbench): Promise<LensPage> {
    await workbench.runCommand('Model Lens: Classify Selected Text');
    const lens = await LensPage.find(workbench);
    await lens.chips.first().waitFor();
    return lens;
  }

  /** The chips of the strip: of one row of a batch when its number is given, counted from 1. */
  get chips(): Locator {
    return this.frame.locator('lens-strips').getByRole('option');
  }

  /** The chips of one row of a batch, counted from 1. */
  row(number: number): Locator {
    return this.frame.getByRole('listbox', { name: `Tokens of row ${number}` }).getByRole('option');
  }

  /** What the chips say, text and id as one: `[CLS] 2`. */
  async tokens(): Promise<string[]> {
    return this.chips.evaluateAll(textsInside);
  }

  /** The texts of the chips that are hovered or under the caret of the editor. */
  async linked(): Promise<string[]> {
    return this.frame.locator('lens-strips .chip.linked .text').allTextContents();
  }

  /** The labels with their numbers as text, the best first: `positive 0.9988 4.2129`. */
  async labels(): Promise<string[]> {
    return this.frame.locator('prediction-label-list').getByRole('option').evaluateAll(textsInside);
  }

  /** The line of facts under the strip. */
  get facts(): Locator {
    return this.frame.locator('lens-facts');
  }

  /** Where the text comes from, as the line of facts says it. */
  get source(): Locator {
    return this.facts.locator('.source');
  }

  /** The lines and cards that say what is stale, pinned, cut or missing. */
  get notices(): Locator {
    return this.frame.locator('lens-notices');
  }

  get header(): Locator {
    return this.frame.locator('lens-header');
  }

  /** Opens a tab by a click. */
  async openTab(name: LensTab): Promise<void> {
    await this.frame.getByRole('tab', { name }).click();
    await this.frame.getByRole('tabpanel', { name }).waitFor();
  }

  /** Clicks a button of the Lens, or what looks like a link, by its name. */
  async press(name: string): Promise<void> {
    await this.frame.getByRole('button', { name, exact: true }).first().click();
  }

  /** Runs an entry of the menu in the header. */
  async menu(name: string): Promise<void> {
    await this.press('More Actions');
    await this.frame.getByRole('menuitem', { name }).click();
  }

  /** Takes the focus out of the view, so that nothing in it is hovered or focused. */
  async rest(): Promise<void> {
    await this.#workbench.page.mouse.move(2, 2);
  }
}
