// VS Code's server with the sample workspace, until Ctrl+C.
import { join } from 'node:path';
import { developmentExtension } from '../vscode/development-extension.mts';
import { cache, demo } from '../vscode/paths.mts';
import { startServer, type VsCodeServer } from '../vscode/server.mts';
import { demoHubWithoutNetwork } from './demo-hub.mts';
import { openInBrowser } from './open-in-browser.mts';

/** Starts the server, prints its address, and returns the exit code when it has ended. Settings are kept. */
export async function startInBrowser(port: number): Promise<number> {
  const hub = await demoHubWithoutNetwork();
  const server = await startServer({
    port,
    dataFolder: join(cache, 'start'),
    shutDownWhenUnused: false,
    ...(hub === null ? {} : { env: hub.env }),
  });
  const address = server.address({
    folder: demo,
    extension: developmentExtension(),
    file: join(demo, 'feedback.md'),
  });
  console.log(`
Model Lens runs in VS Code here:

  ${address}

Open feedback.md, select a line, and press Ctrl+K L (Cmd+K L on a Mac). Ctrl+C stops it.
`);
  openInBrowser(address);
  const code = await untilStopped(server);
  await hub?.stop();
  return code;
}

/** Resolves when a signal has stopped the server (0) or it has ended by itself (1). */
async function untilStopped(server: VsCodeServer): Promise<number> {
  const asked = new Promise<number>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve(0));
  });
  const code = await Promise.race([asked, server.ended().then(() => 1)]);
  console.log(code === 0 ? 'Stopping VS Code.' : 'VS Code’s server has ended.');
  await server.stop();
  return code;
}
