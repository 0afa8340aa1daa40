// VS Code's server as a program: starting it, knowing when it answers, ending it.
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installServer } from './install-server.mts';
import { nodeFirst, runToEnd, startTree, stopTree } from './processes.mts';
import { calmSettings, type Settings, writeMachineSettings, writeUserSettings } from './settings.mts';
import { windowAddress, type WindowOptions } from './address.mts';

export interface ServerOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** Where settings, state and installed extensions are kept; without it a temporary folder, deleted by `stop`. */
  readonly dataFolder?: string;
  /** User settings on top of `calmSettings`; ignored when `dataFolder` holds some from an earlier start. */
  readonly settings?: Settings;
  /** A packaged extension (.vsix) to install before the start. */
  readonly vsix?: string;
  /** Whether the server ends some minutes after its last window has gone, should nobody stop it; true by default. */
  readonly shutDownWhenUnused?: boolean;
  /** Whether folders are restricted until a person trusts them, as in a fresh VS Code; false by default. */
  readonly workspaceTrust?: boolean;
  /** Variables on top of this process's environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts VS Code's server (installing it on first use) and resolves when it answers. */
export async function startServer(options: ServerOptions = {}): Promise<VsCodeServer> {
  const program = await installServer();
  const dataFolder = options.dataFolder ?? mkdtempSync(join(tmpdir(), 'model-lens-vscode-'));
  const trust = options.workspaceTrust ? { 'security.workspace.trust.enabled': true } : {};
  writeUserSettings(dataFolder, { ...calmSettings, ...trust, ...options.settings });
  const env = nodeFirst({ ...process.env, ...options.env });
  const folders = ['--server-data-dir', dataFolder, '--extensions-dir', extensionsIn(dataFolder)];
  const terms = ['--accept-server-license-terms', '--disable-telemetry'];
  if (options.vsix) {
    await runToEnd(process.execPath, [program, ...folders, ...terms, '--install-extension', options.vsix], { env });
  }
  // Without a token any web page that is open on this machine could talk to the server.
  const token = randomUUID();
  const listen = ['--host', '127.0.0.1', '--port', String(options.port ?? 0), '--connection-token', token];
  // The smoke-test driver is what makes the window read the extension's path from its address.
  const mode = ['--enable-smoke-test-driver'];
  if (!options.workspaceTrust) mode.push('--disable-workspace-trust');
  if (options.shutDownWhenUnused ?? true) mode.push('--enable-remote-auto-shutdown');
  const child = startTree(process.execPath, [program, ...listen, ...mode, ...folders, ...terms], { env });
  const temporary = options.dataFolder === undefined;
  try {
    const origin = `http://127.0.0.1:${await portOf(child)}`;
    return new VsCodeServer({ child, origin, token, dataFolder, temporary });
  } catch (error) {
    await stopTree(child);
    throw error;
  }
}

interface RunningServer {
  readonly child: ChildProcess;
  readonly origin: string;
  readonly token: string;
  readonly dataFolder: string;
  readonly temporary: boolean;
}

/** A running server. */
export class VsCodeServer {
  readonly #running: RunningServer;

  constructor(running: RunningServer) {
    this.#running = running;
  }

  /** `http://127.0.0.1:1234` */
  get origin(): string {
    return this.#running.origin;
  }

  /** The folder into which packaged extensions are installed. */
  get extensionsFolder(): string {
    return extensionsIn(this.#running.dataFolder);
  }

  /** Address of a window. */
  address(options: WindowOptions): string {
    return windowAddress(this.origin, this.#running.token, options);
  }

  /** Replaces the settings of the machine; open windows follow at once. */
  configure(settings: Settings): void {
    writeMachineSettings(this.#running.dataFolder, settings);
  }

  /** Resolves when the server has ended by itself. */
  async ended(): Promise<void> {
    if (this.#running.child.exitCode === null)
      await new Promise((resolve) => this.#running.child.once('exit', resolve));
  }

  /** Ends the server with everything it started, and deletes its data folder when that was a temporary one. */
  async stop(): Promise<void> {
    await stopTree(this.#running.child);
    if (this.#running.temporary) rmSync(this.#running.dataFolder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function extensionsIn(dataFolder: string): string {
  return join(dataFolder, 'extensions');
}

/** Reads the port from the line that the server prints when it listens; throws when it ends before that. */
function portOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let output = '';
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const port = /Extension host agent listening on (\d+)/.exec(output)?.[1];
      if (port) resolve(Number(port));
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`VS Code’s server ended before it answered:\n${output.slice(-2000)}`)));
  });
}
