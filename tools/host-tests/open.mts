// The two places where in-host tests run: VS Code's server with a headless browser, and a downloaded desktop VS Code.
import { launchBrowser } from '../vscode/browser.mts';
import { startServer } from '../vscode/server.mts';
import { reportVariable } from './report-line.mts';

/** Paths, all absolute. */
export interface HostRun {
  readonly extension: string;
  /** The module whose `run()` is called. */
  readonly extensionTests: string;
  /** The workspace. */
  readonly folder: string;
  /** The file to which the tests write their results. */
  readonly reportFile: string;
}

export interface OpenedHost {
  /** Resolves with a sentence when VS Code ends by itself. */
  readonly stopped: Promise<string>;
  /** Ends VS Code. */
  close(): Promise<void>;
}

/** Opens a window of VS Code's server in a headless browser. */
export async function openInServer({ reportFile, ...window }: HostRun): Promise<OpenedHost> {
  const server = await startServer({ env: { [reportVariable]: reportFile } });
  const browser = await launchBrowser();
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  const stopped = new Promise<string>((resolve) => {
    page.once('crash', () => resolve('The browser page crashed during the tests.'));
    browser.once('disconnected', () => resolve('The browser ended during the tests.'));
    void server.ended().then(() => resolve('VS Code’s server ended during the tests.'));
  });
  await page.goto(server.address(window));
  return {
    stopped,
    close: async () => {
      await browser.close();
      await server.stop();
    },
  };
}

/** Opens a desktop VS Code, downloaded on first use where that is allowed. */
export async function openInDesktop({ reportFile, ...window }: HostRun): Promise<OpenedHost> {
  const { runTests } = await import('@vscode/test-electron');
  const run = runTests({
    extensionDevelopmentPath: window.extension,
    extensionTestsPath: window.extensionTests,
    launchArgs: [window.folder, '--disable-extensions', '--disable-workspace-trust', '--skip-welcome'],
    extensionTestsEnv: { [reportVariable]: reportFile },
  });
  const stopped = run.then(
    () => 'VS Code ended before the tests did.',
    (error: unknown) => `VS Code did not run the tests: ${error instanceof Error ? error.message : String(error)}`,
  );
  return {
    stopped,
    close: async () => {
      await stopped;
    },
  };
}
