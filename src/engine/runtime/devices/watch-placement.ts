import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InferenceSession } from 'onnxruntime-node';
import type { Placement } from '../../../common/contracts/placement';
import type { Device } from '../../../common/contracts/model';
import { placementOf } from './placement';

/** A profile has about 1 kB for each node; of a model with more than this is not told where it ran. */
const mostBytes = 100_000_000;

/** The placement of sessions that were watched, once they have run. */
const placements = new WeakMap<InferenceSession, Placement>();

/** Where the nodes of a session ran; null before its first run, on the CPU, and where the profile cannot be read. */
export function placementIn(session: InferenceSession): Placement | null {
  return placements.get(session) ?? null;
}

/** Has ONNX Runtime write down the first run of a session: the options for it, and what watches the session then. */
export async function profileFirstRun(device: Device): Promise<{
  readonly options: { readonly enableProfiling: true; readonly profileFilePrefix: string };
  watch(session: InferenceSession): InferenceSession;
  giveUp(): Promise<void>;
}> {
  const folder = await mkdtemp(join(tmpdir(), 'model-lens-profile-'));
  const giveUp = (): Promise<void> => rm(folder, { recursive: true, force: true });
  return {
    options: { enableProfiling: true, profileFilePrefix: join(folder, 'run') },
    watch: (session) => watched(session, folder, device, giveUp),
    giveUp,
  };
}

function watched(
  session: InferenceSession,
  folder: string,
  device: Device,
  giveUp: () => Promise<void>,
): InferenceSession {
  const [run, release] = [session.run.bind(session), session.release.bind(session)];
  const stop = async (): Promise<void> => {
    Object.assign(session, { run, release });
    session.endProfiling();
    const placement = await readPlacement(folder, device);
    if (placement) placements.set(session, placement);
    await giveUp();
  };
  // Only the first run is written down: later ones cost what they always did.
  const firstRun = async (...given: Parameters<typeof run>): ReturnType<typeof run> => {
    const results = await run(...given);
    await stop();
    return results;
  };
  const earlyRelease = async (): Promise<void> => {
    await release();
    await giveUp();
  };
  return Object.assign(session, { run: firstRun, release: earlyRelease });
}

async function readPlacement(folder: string, device: Device): Promise<Placement | null> {
  const [file] = await readdir(folder);
  if (file === undefined || (await stat(join(folder, file))).size > mostBytes) return null;
  try {
    return placementOf(await readFile(join(folder, file), 'utf8'), device);
  } catch {
    // Names of nodes come from the model; the profiler writes them as they are, and a hostile one breaks its JSON.
    return null;
  }
}
