// `npm run bench [-- --write] [-- --only NAME]`: bundles the benchmark, which uses the product's own code, and runs it.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'esbuild';
import { generate } from '../build/generate.mts';

const root = join(import.meta.dirname, '../..');
const outdir = join(root, '.cache/bench');

generate();
await build({
  absWorkingDir: root,
  entryPoints: {
    bench: 'tools/bench/main.ts',
    'load-ours': 'tools/bench/contenders/load-ours.ts',
    'generate-ours': 'tools/bench/contenders/generate-ours.ts',
  },
  outdir,
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  target: 'node20',
  logLevel: 'warning',
  external: ['onnxruntime-node', 'tokenizers'],
});
process.exitCode =
  spawnSync(process.execPath, [join(outdir, 'bench.cjs'), ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, MODEL_LENS_ROOT: root, HF_HUB_OFFLINE: '1' },
  }).status ?? 1;
