// What is checked, in order. `npm test` runs the tests; `.ci/run` runs everything.
import { join } from 'node:path';
import { reports } from '../reports/totals.mts';
import { root } from '../vscode/paths.mts';

export interface Step {
  readonly name: string;
  /** Arguments of Node. */
  readonly args: readonly string[];
  /** For a step that runs tests: the name of its report. */
  readonly layer?: string;
  /** Runs under Node 20 instead of the Node of this process. */
  readonly node20?: boolean;
}

const bin = (path: string): string => join(root, 'node_modules', path);

function vitest(layer: string, ...options: string[]): Pick<Step, 'args' | 'layer'> {
  const reporters = ['default', 'json', join(root, 'tools/reports/failures-reporter.mts')];
  const report = [
    ...reporters.map((name) => `--reporter=${name}`),
    `--outputFile.json=${join(reports, `${layer}.json`)}`,
  ];
  return { args: [bin('vitest/vitest.mjs'), 'run', ...options, ...report], layer };
}

const ui = ['--config', 'test/ui/vitest.config.mts', '--project'];
const build: Step = { name: 'build', args: ['tools/build/build.mts'] };

/** Tests of the command line that do most with files, processes and the network; the other verbs compute. */
const commandLine = 'doctor download generate predict proxy score search special-files usage without-runtime'.split(
  ' ',
);

/** What works with files, processes and the network, for which Node 20 might lack something. What only computes is the same there. */
const meetsNode = [
  'test/hub',
  ...commandLine.map((name) => `test/engine/cli/${name}`),
  ...['process', 'runtime', 'data', 'train/checkpoint', 'train/cli', 'train/run'].map((part) => `test/engine/${part}`),
];

/** Steps that run at once. */
export type Steps = readonly Step[];

/** Every layer of tests. All projects of vitest.config.mts are one step: a new project cannot be forgotten here. */
const tests: readonly Step[] = [
  build,
  { name: 'unit, engine, hub and webview tests', ...vitest('vitest') },
  { name: 'in-host tests', args: ['tools/host-tests/run.mts'], layer: 'host' },
  { name: 'UI tests', ...vitest('ui', ...ui, 'ui', '--project', 'ui-real') },
];

const before: Steps = [
  { name: 'Python environments', args: ['tools/python/install.mts'] },
  { name: 'lint', args: [bin('eslint/bin/eslint.js'), '.', '--max-warnings', '0'] },
  { name: 'format', args: [bin('prettier/bin/prettier.cjs'), '--check', '.'] },
  { name: 'type check', args: [bin('typescript/bin/tsc'), '-b'] },
];

const after: readonly Step[] = [
  {
    name: 'tests under Node 20 of what meets Node',
    ...vitest('node20', '--project', 'engine', '--project', 'hub', ...meetsNode),
    node20: true,
  },
  { name: 'packages of all platforms', args: ['tools/package/run.mts', '--target', 'all'] },
  { name: 'smoke test of the package', ...vitest('vsix', ...ui, 'vsix') },
];

const alone = (step: Step): Steps => [step];

export const testSteps: readonly Steps[] = tests.map(alone);

/** Everything that must hold for a commit. */
export const allSteps: readonly Steps[] = [
  [{ name: 'generate', args: ['tools/build/generate.mts'] }],
  before,
  ...testSteps,
  ...after.map(alone),
];
