import { config } from '@vscode/l10n';
import * as vscode from 'vscode';

/**
 * Gives the translations that VS Code has loaded for its display language to `@vscode/l10n`, through which all code
 * asks for them: so the same calls work in files that know nothing of VS Code.
 */
export function useDisplayLanguage(): void {
  const { bundle } = vscode.l10n;
  if (bundle) config({ contents: bundle });
}
