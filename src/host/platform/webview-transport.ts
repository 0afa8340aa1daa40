import type * as vscode from 'vscode';
import type { Transport } from '../../common/rpc/wire';

/** What holds a webview: a panel, or a view of the side bar. */
export type WebviewHolder = Pick<vscode.WebviewView, 'webview' | 'onDidDispose'>;

/**
 * The pipe to the page of a webview. The page may be reloaded under it: it says so itself (`ready`), and messages to a
 * page that is not there are dropped by VS Code.
 */
export function webviewTransport(holder: WebviewHolder, closed: string): Transport {
  return {
    send: (message) => void holder.webview.postMessage(message),
    onMessage: (listener) => void holder.webview.onDidReceiveMessage(listener),
    onClose: (listener) => void holder.onDidDispose(() => listener(closed)),
  };
}
