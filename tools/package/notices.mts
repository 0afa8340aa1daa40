// The licences of the packages that ship inside ours.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../vscode/paths.mts';

interface Manifest {
  readonly version: string;
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** What only the installation of a package uses is not shipped. */
const notShipped = new Set(['adm-zip', 'global-agent']);

/** Name, version and licence text of every package that is bundled or copied, found through the dependencies. */
export function thirdPartyNotices(): string {
  const names = new Set<string>();
  collect(Object.keys(manifestIn(root).dependencies ?? {}), names);
  const parts = [...names].sort().map((name) => notice(name));
  return ['Model Lens contains the following packages.\n', ...parts].join(`\n${'-'.repeat(80)}\n\n`);
}

function collect(dependencies: readonly string[], names: Set<string>): void {
  for (const name of dependencies) {
    const folder = join(root, 'node_modules', name);
    if (names.has(name) || notShipped.has(name) || !existsSync(folder)) continue;
    names.add(name);
    collect(Object.keys(manifestIn(folder).dependencies ?? {}), names);
  }
}

function notice(name: string): string {
  const folder = join(root, 'node_modules', name);
  const { version, license } = manifestIn(folder);
  const file = readdirSync(folder).find((candidate) => /^licen[cs]e/i.test(candidate));
  const text = file ? readFileSync(join(folder, file), 'utf8').trim() : '';
  return `${name} ${version} (${license ?? 'see its text'})\n\n${text}\n`;
}

function manifestIn(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}
