// What failed, from the reports of vitest and mocha: a log is long, and often only its end is kept.
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from '../vscode/paths.mts';
import { reports } from './totals.mts';

/** The parts of vitest's JSON report that say what failed; the in-host tests' report has totals alone. */
interface Report {
  readonly testResults?: readonly {
    readonly name: string;
    readonly message?: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages?: readonly string[] | null;
    }[];
  }[];
}

const mostLines = 12;

/** A paragraph for each failed test of a layer: its file, its name, and the first lines of the error. */
export function failuresOf(layer: string): string[] {
  const path = join(reports, `${layer}.json`);
  if (!existsSync(path)) return [];
  const { testResults = [] } = JSON.parse(readFileSync(path, 'utf8')) as Report;
  return testResults.flatMap(({ name, message = '', assertionResults }) => {
    const file = relative(root, name);
    const failed = assertionResults.filter(({ status }) => status === 'failed');
    const whole = failed.length === 0 && message !== '' ? [`${file}\n${shortened(message)}`] : [];
    return [...whole, ...failed.map((test) => `${file} > ${test.fullName}\n${shortened(test.failureMessages?.[0])}`)];
  });
}

function shortened(message = ''): string {
  return message
    .split('\n')
    .filter((line) => !line.includes('node_modules'))
    .slice(0, mostLines)
    .map((line) => `    ${line}`)
    .join('\n');
}
