// Reads the lines that the tests in the extension host write, while they are written.
import { existsSync, readFileSync } from 'node:fs';
import { addFailure } from '../reports/failures.mts';
import type { Totals } from '../reports/totals.mts';
import { isRunning } from '../vscode/processes.mts';
import type { ReportLine } from './report-line.mts';

const silence = 120_000;

/** Prints results as they come, until the tests have ended. */
export class HostReport {
  readonly #file: string;
  #read = 0;
  #passed = 0;
  #failed = 0;
  #pid: number | undefined;
  #ended = false;
  #lastLine = Date.now();

  constructor(file: string) {
    this.#file = file;
  }

  /** What was counted so far. */
  get totals(): Totals {
    return { numPassedTests: this.#passed, numFailedTests: this.#failed };
  }

  /**
   * Resolves with undefined when the tests have ended, else with a sentence that says why they never will: the
   * extension host is gone, nothing was heard of it for two minutes, or `stopped` has resolved with a reason.
   */
  async follow(stopped: Promise<string>): Promise<string | undefined> {
    let reason: string | undefined;
    void stopped.then((why) => (reason = why));
    for (;;) {
      this.#printNews();
      if (this.#ended) return undefined;
      if (reason !== undefined) return reason;
      if (this.#pid !== undefined && !isRunning(this.#pid)) return 'The extension host crashed during the tests.';
      if (Date.now() - this.#lastLine > silence) return this.#silenceReason();
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  #silenceReason(): string {
    const seconds = silence / 1000;
    if (this.#pid === undefined) return `The tests did not start within ${seconds} s.`;
    return `The extension host hangs: no test ended for ${seconds} s.`;
  }

  #printNews(): void {
    if (!existsSync(this.#file)) return;
    const lines = readFileSync(this.#file, 'utf8').split('\n').slice(0, -1);
    for (const line of lines.slice(this.#read)) this.#print(JSON.parse(line) as ReportLine);
    if (lines.length > this.#read) this.#lastLine = Date.now();
    this.#read = lines.length;
  }

  #print(line: ReportLine): void {
    switch (line.event) {
      case 'start':
        this.#pid = line.pid;
        console.log(`${line.tests} tests in the extension host`);
        break;
      case 'pass':
        this.#passed++;
        console.log(`  ✓ ${line.title} (${line.ms} ms)`);
        break;
      case 'fail':
        this.#failed++;
        console.log(`  ✗ ${line.title}\n    ${line.message.replaceAll('\n', '\n    ')}`);
        addFailure(line.title, line.message);
        break;
      case 'pending':
        this.#failed++;
        console.log(`  ✗ ${line.title}: skipped, which this project does not do`);
        break;
      case 'end':
        this.#ended = true;
    }
  }
}
