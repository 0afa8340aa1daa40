/** What VS Code gives a webview: a pipe to the extension and a place for view state that outlives the page. */
export interface VsCodeApi {
  postMessage(message: unknown, transfer?: Transferable[]): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** VS Code's API object. It can be acquired only once a page, so the entry file does it and hands it on. */
export function acquireApi(): VsCodeApi {
  return acquireVsCodeApi();
}
