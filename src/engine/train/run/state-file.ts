import { randomBytes } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import type { RunState } from '../../../common/contracts/training/run-folder';
import { renameOver } from './rename-over';

/** At most so often, unless something other than a number changes. */
const everyMs = 400;

/** `state.json`: replaced whole, a few times a second at most. */
export class StateFile {
  readonly #path: string;
  readonly #changed: (state: RunState) => void;
  #state: RunState;
  #written = 0;

  /** @param changed told of every state that is written */
  constructor(path: string, state: RunState, changed: (state: RunState) => void) {
    this.#path = path;
    this.#state = state;
    this.#changed = changed;
  }

  get state(): RunState {
    return this.#state;
  }

  /** Changes the state. A new phase, message or ending is written at once, numbers when it is time. */
  update(change: Partial<RunState>): void {
    const before = this.#state;
    const now = Date.now();
    this.#state = { ...before, ...change, updated: now };
    const isNews = (['phase', 'message', 'ended', 'checkpointStep', 'best'] as const).some(
      (key) => before[key] !== this.#state[key],
    );
    if (isNews || now - this.#written >= everyMs) this.write();
  }

  /** Written without waiting: between two steps there is no time for anything else. */
  write(): void {
    const beside = `${this.#path}.${randomBytes(4).toString('hex')}.tmp`;
    this.#written = Date.now();
    try {
      writeFileSync(beside, `${JSON.stringify(this.#state)}\n`);
      renameOver(beside, this.#path);
    } finally {
      rmSync(beside, { force: true });
    }
    this.#changed(this.#state);
  }
}
