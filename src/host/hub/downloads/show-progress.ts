import * as vscode from 'vscode';
import { viewIds } from '../view-ids';

/** VS Code's progress line in the view of downloads while something is downloaded. */
export class DownloadProgressLine {
  #end: (() => void) | undefined;

  /** Shows it or takes it away. */
  set(active: boolean): void {
    if (!active) {
      this.#end?.();
      this.#end = undefined;
      return;
    }
    if (this.#end) return;
    const ended = new Promise<void>((resolve) => (this.#end = resolve));
    void vscode.window.withProgress({ location: { viewId: viewIds.downloads } }, () => ended);
  }
}
