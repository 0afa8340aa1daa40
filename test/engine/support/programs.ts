import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

const root = resolve(import.meta.dirname, '../../..');

/** The programs that a run of tests starts, bundled for it alone, so that nothing depends on an earlier build. */
export interface Programs {
  readonly engine: string;
  readonly cli: string;
  /** test/engine/process/support/fake-engine.ts */
  readonly fakeEngine: string;
  /** test/engine/devices/support/device-runner.ts */
  readonly deviceRunner: string;
}

/** Bundles them as `npm run build` does. */
export async function buildPrograms(): Promise<Programs & { remove(): void }> {
  const parent = join(root, '.cache/test-dist');
  mkdirSync(parent, { recursive: true });
  const outdir = mkdtempSync(join(parent, 'run-'));
  await build({
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    outdir,
    entryPoints: {
      engine: 'src/engine/process/main.ts',
      cli: 'src/cli/main.ts',
      'device-runner': 'test/engine/devices/support/device-runner.ts',
      'fake-engine': 'test/engine/process/support/fake-engine.ts',
    },
    external: ['onnxruntime-node', 'tokenizers'],
    define: { 'import.meta.dirname': '__dirname' },
    logLevel: 'error',
  });
  return {
    engine: join(outdir, 'engine.js'),
    cli: join(outdir, 'cli.js'),
    deviceRunner: join(outdir, 'device-runner.js'),
    fakeEngine: join(outdir, 'fake-engine.js'),
    remove: () => rmSync(outdir, { recursive: true, force: true }),
  };
}
