import type * as vscode from 'vscode';
import type { ModelLensApi } from './host/api';
import { startModelLens } from './host/model-lens';

/** Called by VS Code when it has started, or earlier when a command or the Lens is asked for. */
export function activate(context: vscode.ExtensionContext): ModelLensApi {
  return startModelLens(context);
}
