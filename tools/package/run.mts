// Packages the extension: `npm run package -- [--target linux-x64]` makes dist/model-lens-<target>.vsix; `--target all`
// makes those of all platforms.
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../vscode/paths.mts';
import { runToEnd } from '../vscode/processes.mts';
import { runMain } from '../vscode/run-main.mts';
import { packageProblems } from './check.mts';
import { stage } from './stage.mts';
import { targets } from './targets.mts';

const { values } = parseArgs({
  options: { target: { type: 'string', default: `${process.platform}-${process.arch}` } },
});
await runMain(() => makePackages(values.target === 'all' ? Object.keys(targets) : [values.target]));

/** Returns the exit code of the first package that fails, else 0. */
async function makePackages(names: readonly string[]): Promise<number> {
  for (const name of names) {
    const code = await makePackage(name);
    if (code !== 0) return code;
  }
  return 0;
}

/** Returns the exit code: 0 when the package was made and holds what it should, 2 for an unknown target. */
async function makePackage(name: string): Promise<number> {
  const target = targets[name];
  if (!target) {
    console.error(`There is no package for “${name}”. Targets: ${Object.keys(targets).join(', ')}.`);
    return 2;
  }
  const vsix = join(root, 'dist', `model-lens-${name}.vsix`);
  mkdirSync(join(root, 'dist'), { recursive: true });
  rmSync(vsix, { force: true });
  const staging = mkdtempSync(join(tmpdir(), 'model-lens-package-'));
  try {
    await stage(staging, target);
    const vsce = join(root, 'node_modules/@vscode/vsce/vsce');
    const options = ['--allow-missing-repository', '--no-rewrite-relative-links', '--target', name, '--out', vsix];
    await runToEnd(process.execPath, [vsce, 'package', ...options], { cwd: staging });
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
  const problems = await packageProblems(vsix, name, target);
  for (const problem of problems) console.error(problem);
  console.log(`${vsix}: ${(statSync(vsix).size / 1e6).toFixed(1)} MB`);
  return problems.length === 0 ? 0 : 1;
}
