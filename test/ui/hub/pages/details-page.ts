import type { Frame, Locator } from 'playwright-core';
import type { Workbench } from '../../workbench/workbench';

/** The page of a model as its user sees it. */
export class DetailsPage {
  private constructor(readonly frame: Frame) {}

  /** The page that is open; waits until it shows a model. */
  static async find(workbench: Workbench, name: string): Promise<DetailsPage> {
    const page = new DetailsPage(await workbench.webview('details'));
    await page.heading.filter({ hasText: name }).waitFor();
    return page;
  }

  get heading(): Locator {
    return this.frame.getByRole('heading', { level: 1 });
  }

  /** The card that says whether the model runs here. */
  get verdict(): Locator {
    return this.frame.locator('details-verdict');
  }

  get readme(): Locator {
    return this.frame.locator('details-readme');
  }

  button(name: string): Locator {
    return this.frame.getByRole('button', { name, exact: true });
  }
}
