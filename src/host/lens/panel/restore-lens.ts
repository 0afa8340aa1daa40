import * as vscode from 'vscode';
import type { LensController } from '../lens-controller';
import { lensViewType } from './lens-panel';

/** Lets VS Code bring the Lens back after a reload of the window; its page then asks for the state. */
export function registerLensRestorer(lens: LensController): vscode.Disposable {
  return vscode.window.registerWebviewPanelSerializer(lensViewType, {
    deserializeWebviewPanel: (panel) => {
      lens.panels.restore(panel);
      return Promise.resolve();
    },
  });
}
