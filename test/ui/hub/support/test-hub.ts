import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { demoRepos } from '../../../hub-server/demo-repos.mts';
import { startHub, type TestHub } from '../../../hub-server/start-hub.mts';

/** A Hub with the models of the demo, and the variables that make VS Code and what it starts use it. */
export interface UiHub {
  readonly server: TestHub;
  readonly env: { readonly HF_ENDPOINT: string; readonly HF_HUB_CACHE: string; readonly HF_HOME: string };
}

/** Starts the Hub and makes an empty cache; both go after the tests of the file. */
export async function uiHub(): Promise<UiHub> {
  const server = await startHub({ repos: demoRepos() });
  const home = mkdtempSync(join(tmpdir(), 'model-lens-ui-hub-'));
  afterAll(async () => {
    await server.stop();
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  });
  return { server, env: { HF_ENDPOINT: server.endpoint, HF_HUB_CACHE: join(home, 'hub'), HF_HOME: home } };
}
