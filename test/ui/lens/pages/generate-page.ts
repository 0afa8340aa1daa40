import type { Locator } from 'playwright-core';
import { textsInside } from './texts-inside';
import type { Workbench } from '../../workbench/workbench';
import { LensPage } from './lens-page';

/** The Generate tab of the Lens as its user sees it. */
export class GeneratePage {
  private constructor(
    readonly lens: LensPage,
    readonly root: Locator,
  ) {}

  /** Generates from what is selected by the command of the palette, and waits until the text has ended. */
  static async fromSelection(workbench: Workbench): Promise<GeneratePage> {
    await workbench.runCommand('Model Lens: Generate from Selection');
    const page = await GeneratePage.find(workbench);
    await page.ended();
    return page;
  }

  /** The tab that is open. */
  static async find(workbench: Workbench): Promise<GeneratePage> {
    const lens = await LensPage.find(workbench);
    const root = lens.frame.locator('lens-generate');
    await root.waitFor();
    return new GeneratePage(lens, root);
  }

  /** Waits until what was asked for is there and nothing comes any more. */
  async ended(): Promise<void> {
    await this.tokens(1).first().waitFor();
    await this.root.getByRole('button', { name: 'Generate', exact: true }).waitFor();
  }

  /** The tokens of a sequence on show, counted from 1. */
  tokens(sequence: number): Locator {
    return this.root.getByRole('listbox', { name: `Tokens of sequence ${sequence}`, exact: true }).getByRole('option');
  }

  /** Chooses a token of a sequence, counted from 0. What is clicked is its word: the space before it may end a line. */
  async choose(sequence: number, step: number): Promise<void> {
    await this.tokens(sequence).nth(step).locator('.word').click();
    await this.alternatives.first().waitFor();
  }

  /** What the tokens of a sequence say, put together. */
  async text(sequence: number): Promise<string> {
    return (await this.tokens(sequence).evaluateAll((tokens) => tokens.map((token) => token.textContent))).join('');
  }

  /** The rows of the table of what the chosen step could have been, `others` left out. */
  get alternatives(): Locator {
    return this.root.locator('generate-step tbody tr:not(.others)');
  }

  /** What these rows say: `1 man −31.02 0.062 …`. */
  async alternativeTexts(): Promise<string[]> {
    return this.alternatives.evaluateAll(textsInside);
  }

  /** The rows of the tree of branches. */
  get branches(): Locator {
    return this.root.locator('generate-branches').getByRole('treeitem');
  }

  /** What folds the settings away, and shows them again, where the Lens is narrow. */
  get fold(): Locator {
    return this.root.locator('generate-settings summary').first();
  }

  /** Sets a setting by its name. */
  async set(name: string, value: string): Promise<void> {
    const field = this.root.getByLabel(new RegExp(`^${name}\\b`)).first();
    // Where the Lens is narrow they are folded away.
    if (!(await field.isVisible())) await this.fold.click();
    await field.fill(value);
    await field.press('Tab');
  }

  /** Runs an entry of the menu Insert. */
  async take(name: string): Promise<void> {
    await this.root.getByRole('button', { name: 'Insert' }).click();
    await this.root.getByRole('menuitem', { name, exact: true }).click();
  }
}
