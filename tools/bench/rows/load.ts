import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { contendersFolder, root } from '../paths';
import { llamaCheckpoint, pythonExecutable } from '../prepare/environments';
import type { Row } from '../report/row';
import { largestDifference, median } from '../statistics';
import { newText } from '../texts';

const runs = 5;
const tokens = 32;

interface Loaded {
  readonly ms: number;
  /** Bytes. */
  readonly peak: number;
  readonly logits: readonly number[];
}

/**
 * A bfloat16 checkpoint of 1 GB to its first logits: ours from the process's start, Python's `from_pretrained` in float32
 * and forward alone, without its imports. In turns.
 */
export function loadOfOneGigabyte(threads: number): Promise<Row[]> {
  const model = llamaCheckpoint();
  const [ours, python]: [Loaded[], Loaded[]] = [[], []];
  for (let run = 0; run < runs; run++) {
    const text = newText(tokens);
    ours.push(load(process.execPath, join(root, '.cache/bench/load-ours.cjs'), [model, String(threads), text]));
    const script = join(contendersFolder, 'python_load.py');
    python.push(load(pythonExecutable(), script, [model, String(threads), text]));
    const difference = largestDifference(ours.at(-1)?.logits ?? [], python.at(-1)?.logits ?? []);
    if (!(difference <= 1e-3)) throw new Error(`Python gives other logits: off by ${difference}`);
  }
  const [seconds, rival] = [ours, python].map((times) => median(times.map(({ ms }) => ms)) / 1000);
  const [peak, rivalPeak] = [ours, python].map((times) => median(times.map((each) => each.peak)));
  return Promise.resolve([
    {
      what: 'load of a 1 GB bfloat16 Llama to first logits, process start included (Python: without imports)',
      ours: `${(seconds ?? NaN).toFixed(2)} s`,
      ratios: [{ to: 'Python', ratio: (seconds ?? NaN) / (rival ?? NaN), atMost: 1 }],
    },
    {
      what: 'peak memory of that process',
      ours: `${((peak ?? NaN) / 1e9).toFixed(2)} GB`,
      ratios: [{ to: 'Python', ratio: (peak ?? NaN) / (rivalPeak ?? NaN), atMost: 1 }],
    },
  ]);
}

function load(program: string, script: string, args: readonly string[]): Loaded {
  const env = { ...process.env, OMP_NUM_THREADS: args[1] ?? '', TOKENIZERS_PARALLELISM: 'false' };
  const output = execFileSync(program, [script, ...args], {
    encoding: 'utf8',
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return JSON.parse(output) as Loaded;
}
