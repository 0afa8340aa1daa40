import type * as vscode from 'vscode';
import { LensPanel, type LensPanelParams } from './lens-panel';

export interface PanelSlotParams {
  readonly panel: LensPanelParams;
  /** The person has closed the Lens. */
  readonly closed: () => void;
  /** The Lens was hidden behind another tab and is visible again. */
  readonly shown: () => void;
}

/** Holds the one Lens of a window, which comes and goes. */
export class PanelSlot implements vscode.Disposable {
  #panel: LensPanel | undefined;

  constructor(private readonly params: PanelSlotParams) {}

  /** The Lens, while there is one. */
  get current(): LensPanel | undefined {
    return this.#panel;
  }

  /** Opens the Lens beside the editor without taking the focus, or brings it to the front beside column `reading`. */
  open(reading: vscode.ViewColumn | undefined): LensPanel {
    if (!this.#panel) return this.#hold(new LensPanel(this.params.panel));
    this.#panel.reveal(reading);
    return this.#panel;
  }

  /** Takes over a panel that VS Code has brought back after a reload. */
  restore(restored: vscode.WebviewPanel): void {
    this.#panel?.dispose();
    this.#hold(new LensPanel(this.params.panel, restored));
  }

  dispose(): void {
    this.#panel?.dispose();
  }

  #hold(panel: LensPanel): LensPanel {
    this.#panel = panel;
    panel.onShown(() => this.params.shown());
    panel.onGone(() => {
      if (this.#panel !== panel) return;
      this.#panel = undefined;
      this.params.closed();
    });
    return panel;
  }
}
