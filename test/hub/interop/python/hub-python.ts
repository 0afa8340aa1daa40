import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { inject } from 'vitest';

/** A call of huggingface_hub, as calls.py has it. */
export type Call = readonly [name: string, args: Readonly<Record<string, unknown>>];

const script = join(import.meta.dirname, 'calls.py');
const kept = /^(PATH|HOME|USERPROFILE|SystemRoot|SYSTEMROOT|TEMP|TMP|LANG|LD_LIBRARY_PATH)$/;

/** Python's huggingface_hub with a cache of its own, knowing nothing of the person who runs the tests. */
export class HubPython {
  readonly #home = mkdtempSync(join(tmpdir(), 'model-lens-python-'));
  readonly cache = join(this.#home, 'hub');
  readonly #python: string;
  readonly #endpoint: string;

  private constructor(python: string, endpoint: string) {
    this.#python = python;
    this.#endpoint = endpoint;
  }

  /** Starts nothing yet. @throws Error where there is no Python: such tests are to be skipped */
  static create(endpoint: string): HubPython {
    const python = inject('hubPython');
    if (python === null) throw new Error('There is no Python with huggingface_hub.');
    return new HubPython(python, endpoint);
  }

  /** Makes one call; `env` goes on top of a clean environment. */
  async call(name: string, args: Call[1] = {}, env: Readonly<Record<string, string>> = {}): Promise<unknown> {
    const [answer] = await this.calls([[name, args]], env);
    return answer;
  }

  /** Makes calls one after another in one process and gives their answers. */
  async calls(calls: readonly Call[], env: Readonly<Record<string, string>> = {}): Promise<unknown[]> {
    const child = spawn(this.#python, ['-I', '-X', 'utf8', script], { env: { ...this.#environment(), ...env } });
    const ended = new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
    child.stdin.end(JSON.stringify(calls));
    const [out, problems, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
    if (code !== 0) throw new Error(`Python ended with code ${String(code)}:\n${problems.slice(-4000)}`);
    return JSON.parse(out) as unknown[];
  }

  remove(): void {
    rmSync(this.#home, { recursive: true, force: true });
  }

  #environment(): NodeJS.ProcessEnv {
    return {
      ...Object.fromEntries(Object.entries(process.env).filter(([name]) => kept.test(name))),
      HF_ENDPOINT: this.#endpoint,
      HF_HOME: this.#home,
      HF_HUB_CACHE: this.cache,
      HF_HUB_DISABLE_TELEMETRY: '1',
      HF_HUB_DISABLE_UPDATE_CHECK: '1',
      HF_HUB_DISABLE_PROGRESS_BARS: '1',
      NO_PROXY: '127.0.0.1,localhost',
    };
  }
}
