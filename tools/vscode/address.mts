// The address at which the server shows a workspace, and what VS Code reads from it.

/** What a window opens with. */
export interface WindowOptions {
  /** Absolute path of the folder to open. */
  readonly folder: string;
  /** Absolute path of the extension under development; without it only installed extensions run. */
  readonly extension?: string;
  /** Absolute path of a CommonJS module whose `run()` is called in the extension host. */
  readonly extensionTests?: string;
  /** Absolute path of a file to open in an editor. */
  readonly file?: string;
}

/** Address of a window of the server at `origin` (`http://127.0.0.1:1234`) that knows visitors by `token`. */
export function windowAddress(origin: string, token: string, options: WindowOptions): string {
  const payload: [string, string][] = [];
  if (options.extension) payload.push(['extensionDevelopmentPath', remoteUri(origin, options.extension)]);
  if (options.extensionTests) payload.push(['extensionTestsPath', remoteUri(origin, options.extensionTests)]);
  if (options.file) payload.push(['openFile', remoteUri(origin, options.file)]);
  const address = new URL(origin);
  address.searchParams.set('tkn', token);
  address.searchParams.set('folder', slashes(options.folder));
  if (payload.length > 0) address.searchParams.set('payload', JSON.stringify(payload));
  return address.href;
}

/** The authority is the server's own: under another one a file would not count as part of the workspace. */
function remoteUri(origin: string, path: string): string {
  return encodeURI(`vscode-remote://${new URL(origin).host}${slashes(path)}`);
}

/** Windows paths become `/c:/folder`. */
function slashes(path: string): string {
  const forward = path.replaceAll('\\', '/');
  return forward.startsWith('/') ? forward : `/${forward}`;
}
