import type { LensLook } from '../../../../src/common/contracts/lens';
import type { OpenEngine } from '../../../../src/host/lens/run/engine-access';
import { LensSession } from '../../../../src/host/lens/run/lens-session';
import { chosen, engineSource } from '../fakes';

/** A session on an engine, and what went wrong in it. */
export function sessionOn(
  engine: OpenEngine | ((device: string) => OpenEngine),
  device: 'cpu' | 'webgpu' = 'cpu',
  look: LensLook | null = null,
) {
  const failures: unknown[] = [];
  const session = new LensSession({
    engines: engineSource(engine),
    chosenModel: () => Promise.resolve({ ...chosen, device }),
    settings: () => ({ maxLength: null, threads: 0 }),
    look,
    onChange: () => undefined,
    onFailure: (_, error) => failures.push(error),
  });
  return { session, failures };
}
