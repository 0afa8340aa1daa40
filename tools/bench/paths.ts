import { homedir } from 'node:os';
import { join } from 'node:path';

/** The checkout, handed in by the script that bundled the benchmark. */
export const root = process.env['MODEL_LENS_ROOT'] ?? process.cwd();

/** Environments and checkpoints are large and outlive a checkout, so they lie in the person's cache folder. */
export const cache = process.env['MODEL_LENS_BENCH_CACHE'] ?? join(homedir(), '.cache', 'model-lens-bench');

export const contendersFolder = join(root, 'tools/bench/contenders');
