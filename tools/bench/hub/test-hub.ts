import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../paths';

/** The test Hub in a process of its own, so that its work is nobody's whom it serves. */
export interface RunningHub {
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** Starts it with options of test/hub-server/main.mts, such as `--big`. */
export async function startTestHub(options: readonly string[]): Promise<RunningHub> {
  const child = spawn(process.execPath, [join(root, 'test/hub-server/main.mts'), ...options], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  for await (const line of createInterface({ input: child.stdout })) {
    const { endpoint } = JSON.parse(line) as { endpoint: string };
    return {
      endpoint,
      stop: async () => {
        child.kill('SIGTERM');
        await ended;
      },
    };
  }
  throw new Error('The test Hub ended before it told its address.');
}
