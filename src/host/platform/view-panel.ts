import { t } from '@vscode/l10n';
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { webviewHtml, type WebviewName } from './webview-html';

/** A view in a panel of its own. */
export interface ViewOptions {
  readonly viewType: string;
  readonly name: WebviewName;
  readonly title: string;
  /** The icon of its tab, by its name in `media/icons`; that of the Lens by default. */
  readonly icon?: 'lens' | 'fine-tune' | 'run';
}

/** Opens a panel beside the active editor without taking the focus. */
export function createViewPanel(extensionUri: vscode.Uri, options: ViewOptions): vscode.WebviewPanel {
  const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
  const panel = vscode.window.createWebviewPanel(options.viewType, options.title, column);
  fillViewPanel(panel, extensionUri, options);
  return panel;
}

/** Loads a view into a panel, which may have been made by VS Code after a reload of the window. */
export function fillViewPanel(panel: vscode.WebviewPanel, extensionUri: vscode.Uri, options: ViewOptions): void {
  const icon = (theme: string) =>
    vscode.Uri.joinPath(extensionUri, 'media', 'icons', `${options.icon ?? 'lens'}-${theme}.svg`);
  panel.iconPath = { light: icon('light'), dark: icon('dark') };
  fillWebview(panel.webview, extensionUri, options.name);
}

/** Loads a view into a webview: that of a panel, or of a view in the side bar. */
export function fillWebview(webview: vscode.Webview, extensionUri: vscode.Uri, name: WebviewName): void {
  const folder = vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
  const at = (file: string): string => webview.asWebviewUri(vscode.Uri.joinPath(folder, file)).toString();
  webview.options = { enableScripts: true, localResourceRoots: [folder] };
  webview.html = webviewHtml({
    title: t('Model Lens'),
    language: vscode.env.language,
    script: at(`${name}.js`),
    // The id is how @vscode-elements finds the icon font's style sheet.
    styles: [{ href: at('codicon.css'), id: 'vscode-codicon-stylesheet' }, { href: at(`${name}.css`) }],
    cspSource: webview.cspSource,
    nonce: randomBytes(16).toString('base64url'),
    translations: vscode.l10n.bundle,
  });
}
