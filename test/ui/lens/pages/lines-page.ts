import type { Frame, Locator } from 'playwright-core';
import type { Workbench } from '../../workbench/workbench';
import { textsInside } from './texts-inside';

/** The table of Classify Each Line as its user sees it. */
export class LinesPage {
  private constructor(readonly frame: Frame) {}

  /** Classifies each line of the active editor's document by the command of the palette; waits for the last one. */
  static async classify(workbench: Workbench): Promise<LinesPage> {
    await workbench.runCommand('Model Lens: Classify Each Line');
    const lines = new LinesPage(await workbench.webview('lines'));
    await lines.rows.first().waitFor();
    await lines.frame.getByText(/^Classified .* of .* lines$/).waitFor({ state: 'detached' });
    return lines;
  }

  /** The rows on screen, without the head. */
  get rows(): Locator {
    return this.frame.getByRole('rowgroup').getByRole('row');
  }

  /** What stands over the table. */
  get heading(): Locator {
    return this.frame.getByRole('heading');
  }

  /** The texts of a column of the rows on screen, from the top; columns count from 0. */
  async column(index: number): Promise<string[]> {
    return this.rows.locator(`[role=gridcell]:nth-child(${index + 1})`).evaluateAll(textsInside);
  }

  /** Orders by a column, by a click on its head. */
  async sortBy(column: string): Promise<void> {
    await this.frame.getByRole('button', { name: column, exact: true }).click();
  }
}
