import type { Transport, WireMessage } from '../../../src/common/rpc/wire';
import type { VsCodeApi } from './vscode-api';

/** The pipe between a webview and the extension host. It closes only with the page, so nobody is told. */
export class HostTransport implements Transport {
  constructor(
    private readonly api: Pick<VsCodeApi, 'postMessage'>,
    private readonly page: Window,
  ) {}

  send(message: WireMessage): void {
    this.api.postMessage(message);
  }

  /**
   * VS Code delivers the host's messages from the frame around the page, which has the page's origin, its own for each
   * webview; what windows of other origins post is dropped. (`window.parent` does not name that frame: VS Code hides it.)
   */
  onMessage(listener: (message: unknown) => void): void {
    this.page.addEventListener('message', (event) => {
      if (event.origin === this.page.origin) listener(event.data);
    });
  }

  onClose(): void {
    // The page and everything that waits in it end together.
  }
}
