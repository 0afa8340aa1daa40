// Runs the in-host tests: `node tools/host-tests/run.mts [--electron]`.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { addFailure } from '../reports/failures.mts';
import { writeTotals } from '../reports/totals.mts';
import { developmentExtension } from '../vscode/development-extension.mts';
import { demo } from '../vscode/paths.mts';
import { exitOnSignals, runMain } from '../vscode/run-main.mts';
import { bundleHostTests } from './bundle.mts';
import { HostReport } from './report.mts';
import { type HostRun, openInDesktop, type OpenedHost, openInServer } from './open.mts';

const { values } = parseArgs({ options: { electron: { type: 'boolean', default: false } } });

exitOnSignals();
await runMain(async () => {
  const temporary = mkdtempSync(join(tmpdir(), 'model-lens-host-'));
  try {
    return await runHostTests(temporary, values.electron ? openInDesktop : openInServer);
  } finally {
    rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
  }
});

/** Returns the exit code: 0 when at least one test ran and none failed. */
async function runHostTests(temporary: string, open: (run: HostRun) => Promise<OpenedHost>): Promise<number> {
  const folder = join(temporary, 'workspace');
  cpSync(demo, folder, { recursive: true });
  const reportFile = join(temporary, 'report.jsonl');
  const extensionTests = await bundleHostTests();
  const report = new HostReport(reportFile);
  const host = await open({ extension: developmentExtension(), extensionTests, folder, reportFile });
  const problem = await report.follow(host.stopped);
  await host.close();
  if (problem) {
    console.error(`✗ ${problem}`);
    addFailure('in-host tests', problem);
  }
  const { numPassedTests, numFailedTests } = report.totals;
  const failed = numFailedTests + (problem === undefined ? 0 : 1);
  console.log(`${numPassedTests} passed, ${failed} failed in the extension host`);
  writeTotals('host', { numPassedTests, numFailedTests: failed });
  return failed === 0 && numPassedTests > 0 ? 0 : 1;
}
