import type * as vscode from 'vscode';
import type { Transport } from '../../common/rpc/wire';

/**
 * The pipe to the page of a webview panel. The page may be reloaded under it: it says so itself (`ready`), and messages
 * to a page that is not there are dropped by VS Code.
 */
export function webviewTransport(panel: vscode.WebviewPanel, closed: string): Transport {
  return {
    send: (message) => void panel.webview.postMessage(message),
    onMessage: (listener) => void panel.webview.onDidReceiveMessage(listener),
    onClose: (listener) => void panel.onDidDispose(() => listener(closed)),
  };
}
