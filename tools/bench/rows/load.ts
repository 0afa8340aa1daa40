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
  /** From an open tokenizer and loaded libraries to the logits. */
  readonly ms: number;
  /** From the process's start to the logits. */
  readonly coldMs: number;
  /** Bytes. */
  readonly peak: number;
  readonly logits: readonly number[];
}

/**
 * A bfloat16 checkpoint of 1 GB to its first logits, in turns with Python's `from_pretrained` in float32 and forward:
 * with both programs' libraries and tokenizers loaded before, and from both processes' start.
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
  const medians = (of: (each: Loaded) => number): [number, number] => [median(ours.map(of)), median(python.map(of))];
  return Promise.resolve([
    timeRow(
      'load of a 1 GB bfloat16 Llama to first logits, libraries and tokenizer loaded before',
      medians(({ ms }) => ms),
    ),
    timeRow(
      'the same from the start of the process',
      medians(({ coldMs }) => coldMs),
    ),
    memoryRow(
      'peak memory of that process',
      medians(({ peak }) => peak),
    ),
  ]);
}

function timeRow(what: string, [ours, python]: readonly [number, number]): Row {
  return { what, ours: `${(ours / 1000).toFixed(2)} s`, ratios: [{ to: 'Python', ratio: ours / python, atMost: 1 }] };
}

function memoryRow(what: string, [ours, python]: readonly [number, number]): Row {
  return { what, ours: `${(ours / 1e9).toFixed(2)} GB`, ratios: [{ to: 'Python', ratio: ours / python, atMost: 1 }] };
}

function load(program: string, script: string, args: readonly string[]): Loaded {
  const env = { ...process.env, OMP_NUM_THREADS: args[1] ?? '', TOKENIZERS_PARALLELISM: 'false' };
  const output = execFileSync(program, [script, ...args, String(Date.now())], {
    encoding: 'utf8',
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return JSON.parse(output) as Loaded;
}
