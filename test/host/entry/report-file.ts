import { appendFileSync } from 'node:fs';
import { type ReportLine, reportVariable } from '../../../tools/host-tests/report-line.mts';

/** Appends a line to the report that the runner outside VS Code follows. */
export function report(line: ReportLine): void {
  const file = process.env[reportVariable];
  if (!file) throw new Error(`${reportVariable} names no file for the results.`);
  appendFileSync(file, `${JSON.stringify(line)}\n`);
}
