import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { join } from 'node:path';
import { root } from '../vscode/paths.mts';

/**
 * Runs `model-lens` as it was built, with its progress on this terminal.
 * @returns what it printed
 * @throws Error where it fails; why is on the terminal
 */
export async function modelLens(verb: string, ...args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [join(root, 'dist/cli.js'), verb, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const [printed, code] = await Promise.all([text(child.stdout), ended]);
  if (code !== 0) throw new Error(`model-lens ${verb} ended with code ${String(code)}. ${printed.trim()}`);
  return printed;
}
