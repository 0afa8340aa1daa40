import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installOnce } from '../../../../tools/vscode/install-once.mts';
import { cache } from '../../../../tools/vscode/paths.mts';
import { runToEnd } from '../../../../tools/vscode/processes.mts';

const requirements = join(import.meta.dirname, 'requirements.txt');
const program = process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python'];

/**
 * The Python of an environment with huggingface_hub, made on first use below `.cache/hub-python`.
 * @throws NoPython where there is no Python with `venv`, Error when its packages cannot be installed
 */
export async function pythonWithHub(): Promise<string> {
  const hash = createHash('sha256').update(await readFile(requirements));
  const folder = join(cache, 'hub-python', hash.digest('hex').slice(0, 12));
  return join(await installOnce(folder, install), ...program);
}

async function install(folder: string): Promise<void> {
  console.log('Installing huggingface_hub (once)...');
  await runToEnd(await basePython(), ['-m', 'venv', folder]);
  const quiet = ['--quiet', '--disable-pip-version-check'];
  await runToEnd(join(folder, ...program), ['-m', 'pip', 'install', ...quiet, '-r', requirements]);
}

/** There is no Python with which an environment can be made. */
export class NoPython extends Error {}

/** The first Python that is new enough for huggingface_hub and has what an environment needs. */
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
