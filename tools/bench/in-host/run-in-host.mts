// Starts the real VS Code with the extension and prints what a measurement beside this file wrote, as JSON:
// `node tools/bench/in-host/run-in-host.mts measure-activation`.
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { build } from 'esbuild';
import { openInServer } from '../../host-tests/open.mts';
import { developmentExtension } from '../../vscode/development-extension.mts';
import { cache, demo, root } from '../../vscode/paths.mts';
import { exitOnSignals, runMain } from '../../vscode/run-main.mts';

const patienceMs = 120_000;

async function measure(name: string, temporary: string): Promise<string> {
  const extensionTests = join(cache, `bench/${name}.js`);
  await build({
    absWorkingDir: root,
    entryPoints: [`tools/bench/in-host/${name}.ts`],
    outfile: extensionTests,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['vscode'],
    logLevel: 'warning',
  });
  const [folder, reportFile] = [join(temporary, 'workspace'), join(temporary, 'times.json')];
  cpSync(demo, folder, { recursive: true });
  const host = await openInServer({ extension: developmentExtension(), extensionTests, folder, reportFile });
  try {
    for (let waited = 0; waited < patienceMs; waited += 200) {
      const text = existsSync(reportFile) ? readFileSync(reportFile, 'utf8') : '';
      if (text.endsWith('\n')) return text;
      await setTimeout(200);
    }
    throw new Error('VS Code did not measure in time.');
  } finally {
    await host.close();
  }
}

exitOnSignals();
await runMain(async () => {
  const temporary = mkdtempSync(join(tmpdir(), 'model-lens-measure-'));
  try {
    process.stdout.write(await measure(process.argv[2] ?? '', temporary));
    return 0;
  } finally {
    rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
  }
});
