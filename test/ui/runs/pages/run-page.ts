import type { Frame } from 'playwright-core';
import { expect } from 'vitest';
import { textInside } from '../../../webview/harness/text';
import type { Workbench } from '../../workbench/workbench';

const patience = { timeout: 60_000 };

/** The page of a run. */
export class RunPage {
  private constructor(readonly frame: Frame) {}

  static async find(workbench: Workbench): Promise<RunPage> {
    return new RunPage(await workbench.webview('run'));
  }

  /** Everything that stands there. */
  async text(): Promise<string> {
    return (await this.frame.locator('run-app').evaluate(textInside)).replaceAll(/\s+/g, ' ');
  }

  /** The step that the run is at; NaN before the first one. */
  async step(): Promise<number> {
    return Number(/step ([\d,]+) of/.exec(await this.text())?.[1]?.replaceAll(',', ''));
  }

  async press(name: 'Start' | 'Stop' | 'Resume' | 'Open in Lens'): Promise<void> {
    await this.frame.getByRole('button', { name, exact: true }).first().click();
  }

  /** Waits for the end of the training and what is known then. */
  async finished(): Promise<void> {
    await expect.poll(() => this.text(), patience).toMatch(/(Finished in|Stopped early).*Weights Moved embeddings/);
  }

  /** Has base and tuned model read what is selected. */
  async compare(): Promise<void> {
    await this.frame.getByRole('button', { name: 'Compare with Base' }).first().click();
    await this.frame.locator('run-comparison').getByText('Mean over heads').waitFor(patience);
  }
}
