import type { Frame } from 'playwright-core';
import { expect } from 'vitest';
import { textInside } from '../../../webview/harness/text';
import type { Workbench } from '../../workbench/workbench';
import { RunPage } from './run-page';

const patience = { timeout: 60_000 };

/** The form that sets up a run. */
export class FormPage {
  private constructor(
    readonly frame: Frame,
    private readonly workbench: Workbench,
  ) {}

  /** Opens the form for the file that is on screen. */
  static async open(workbench: Workbench): Promise<FormPage> {
    await workbench.runCommand('Model Lens: Fine-tune a Model');
    return FormPage.find(workbench);
  }

  static async find(workbench: Workbench): Promise<FormPage> {
    const frame = await workbench.webview('form');
    await frame.locator('form-source').waitFor();
    return new FormPage(frame, workbench);
  }

  /** What stands in a part of it. */
  async text(element: 'form-preview' | 'form-preflight'): Promise<string> {
    return (await this.frame.locator(element).evaluate(textInside)).replaceAll(/\s+/g, ' ');
  }

  /** Waits until a step was measured, by itself. */
  async measured(): Promise<void> {
    await expect
      .poll(() => this.text('form-preflight'), patience)
      .toMatch(/Memory.* of .* free Time.* for \d+ steps and \d+ evaluations Disk.* for \d+ checkpoints/);
  }

  /** Types a value into the field of a setting. */
  async set(key: string, value: string): Promise<void> {
    const field = this.frame.locator(`#${key}`);
    await field.fill(value);
    await field.press('Enter');
  }

  async unfoldAll(): Promise<void> {
    for (const group of await this.frame.locator('details').all()) {
      if ((await group.getAttribute('open')) === null) await group.locator('summary').press('Enter');
    }
  }

  /** Starts the run as soon as nothing keeps it from that. */
  async start(): Promise<RunPage> {
    await this.frame.getByRole('button', { name: 'Start', disabled: false }).click(patience);
    return RunPage.find(this.workbench);
  }
}
