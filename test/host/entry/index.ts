// Runs inside the extension host of a real VS Code: what `extensionTestsPath` points to.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';
import { LineReporter } from './line-reporter';
import { report } from './report-file';

/** Runs every suite that was bundled beside this file; rejects when a test fails, as VS Code expects. */
export async function run(): Promise<void> {
  try {
    const failures = await runSuites(join(__dirname, '../suite'));
    if (failures > 0) throw new Error(`${failures} in-host tests failed.`);
  } finally {
    report({ event: 'end' });
  }
}

async function runSuites(folder: string): Promise<number> {
  const mocha = new Mocha({ ui: 'tdd', timeout: 60_000, slow: 2000, reporter: LineReporter });
  for (const name of readdirSync(folder, { recursive: true }).map(String).sort()) {
    if (name.endsWith('.test.js')) mocha.addFile(join(folder, name));
  }
  try {
    return await new Promise<number>((resolve) => mocha.run(resolve));
  } catch (error) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    report({ event: 'fail', title: 'loading the suites', message });
    throw error;
  }
}
