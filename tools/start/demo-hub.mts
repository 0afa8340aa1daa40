// A Hub on this machine for `npm start` where the real one cannot be reached.
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { cache, root } from '../vscode/paths.mts';
import { startTree, stopTree } from '../vscode/processes.mts';
import { endpointOf, hubAnswers, isOffline } from './real-hub.mts';

/** The fixture models, at the speed of a good line: so that there is a download to watch. */
const options = ['--demo', '--throttle', '12000000'];

/** A Hub that was started for a demo. */
export interface DemoHub {
  readonly endpoint: string;
  /** Variables that lead to it. They also keep the person's own cache and token out of it. */
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** Starts the test Hub with the fixture models unless the real Hub answers, or the person wants no network: then null. */
export async function demoHubWithoutNetwork(env: NodeJS.ProcessEnv = process.env): Promise<DemoHub | null> {
  if (isOffline(env) || (await hubAnswers(env))) return null;
  const child = startTree(process.execPath, [join(root, 'test/hub-server/main.mts'), ...options], {
    // Its standard input closes with this process, however that ends, and ends it too.
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const endpoint = await addressOf(child);
  console.log(
    `The Hub at ${endpointOf(env)} cannot be reached: the search shows the sample models of a Hub on this machine.`,
  );
  return { endpoint, env: environment(endpoint), stop: () => stopTree(child) };
}

function environment(endpoint: string): Record<string, string> {
  const home = join(cache, 'start-hub');
  return {
    HF_ENDPOINT: endpoint,
    HF_HOME: home,
    HF_HUB_CACHE: join(home, 'hub'),
    HF_TOKEN_PATH: join(home, 'token'),
    HF_TOKEN: '',
    HUGGING_FACE_HUB_TOKEN: '',
  };
}

/** Reads the address from the line that the Hub prints when it answers; throws when it ends before that. */
async function addressOf(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('The Hub of the demo has no output.');
  for await (const line of createInterface(child.stdout)) {
    return (JSON.parse(line) as { endpoint: string }).endpoint;
  }
  throw new Error('The Hub of the demo ended before it answered.');
}
