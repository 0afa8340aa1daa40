import type { RunSnapshot } from '../folder/read-run';
import { askToStop } from '../folder/write-run';

/** A step on a slow machine takes some seconds; the wish is seen between steps. */
const patienceMs = 10_000;

export interface StopParams {
  readonly find: (folder: string) => RunSnapshot | undefined;
  readonly terminate: (folder: string) => boolean;
  readonly wait?: (ms: number) => Promise<void>;
  /** Does what nobody waits for. */
  readonly later: (work: () => Promise<void>) => void;
}

/**
 * Stops a run after its step, with a checkpoint: by the file `stop`, which also reaches a run of another window or a
 * shell. A process of this window that has not noticed after a while gets a signal, upon which it does the same. Resolves
 * when the wish is written. @throws LensError `disk`
 */
export async function stopRun(folder: string, params: StopParams): Promise<void> {
  await askToStop(folder);
  params.later(async () => {
    await (params.wait ?? pause)(patienceMs);
    const run = params.find(folder);
    if (run?.alive === true && !isEnding(run)) params.terminate(folder);
  });
}

function isEnding({ state }: RunSnapshot): boolean {
  return state !== null && ['stopping', 'saving', 'stopped', 'finished', 'failed'].includes(state.phase);
}

async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms).unref());
}
