import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { demo, root } from '../vscode/paths.mts';

/** Opens the sample workspace with the extension in the VS Code that is installed; returns the exit code. */
export function startOnDesktop(): number {
  const args = [`--extensionDevelopmentPath=${root}`, demo, join(demo, 'feedback.md')];
  // On Windows `code` is a script, which only a shell starts.
  const windows = process.platform === 'win32';
  const result = spawnSync('code', windows ? args.map((arg) => `"${arg}"`) : args, {
    stdio: 'inherit',
    shell: windows,
  });
  if (result.error || result.status === 127) {
    throw new Error(
      'The command “code” was not found: VS Code is not installed, or not on the PATH. Install it (in VS Code on a Mac: ' +
        'Shell Command: Install ‘code’ command in PATH), or use npm start, which needs no VS Code.',
    );
  }
  return result.status ?? 1;
}
