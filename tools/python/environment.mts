// Python environments that are made from PyPI on first use and then kept below `.cache/python`.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installOnce } from '../vscode/install-once.mts';
import { cache, root } from '../vscode/paths.mts';
import { runToEnd } from '../vscode/processes.mts';

const program = process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python'];

/** There is no Python with which an environment can be made. */
export class NoPython extends Error {}

/**
 * The Python of an environment with the packages of a requirements file: another file is another environment.
 * @throws NoPython where there is no Python with `venv`, Error when its packages cannot be installed
 */
export async function pythonEnvironment(name: string, requirements: string): Promise<string> {
  const hash = createHash('sha256').update(await readFile(requirements));
  const folder = join(cache, 'python', `${name}-${hash.digest('hex').slice(0, 12)}`);
  return join(await installOnce(folder, (staging) => install(staging, name, requirements)), ...program);
}

/** What tests have of Python: the requirements file of each environment. */
const testRequirements = {
  huggingface_hub: 'test/hub/interop/python/requirements.txt',
  transformers: 'test/engine/python/requirements.txt',
} as const;
export type TestEnvironment = keyof typeof testRequirements;
export const testEnvironments = Object.keys(testRequirements) as TestEnvironment[];

/** The same for tests: null where there is no Python and nobody would see the tests fail for it, which in CI they do. */
export async function testEnvironment(name: TestEnvironment): Promise<string | null> {
  try {
    return await pythonEnvironment(name, join(root, testRequirements[name]));
  } catch (error) {
    if (!(error instanceof NoPython) || process.env['CI']) throw error;
    console.warn(`${error.message} The tests with "${name}" do not run.`);
    return null;
  }
}

async function install(folder: string, name: string, requirements: string): Promise<void> {
  console.log(`Installing the Python packages of ${name} (once)...`);
  await runToEnd(await basePython(), ['-m', 'venv', folder]);
  const quiet = ['--quiet', '--disable-pip-version-check'];
  await runToEnd(join(folder, ...program), ['-m', 'pip', 'install', ...quiet, '-r', requirements]);
}

/** The first Python that is new enough for the packages and has what an environment needs. */
async function basePython(): Promise<string> {
  const reasons: string[] = [];
  for (const python of ['python3', 'python']) {
    try {
      await runToEnd(python, ['-c', 'import sys, venv, ensurepip; assert sys.version_info >= (3, 10)']);
      return python;
    } catch (error) {
      reasons.push(error instanceof Error ? error.message : String(error));
    }
  }
  throw new NoPython(`These tests need Python 3.10 or newer with venv; none was found.\n${reasons.join('\n')}`);
}
