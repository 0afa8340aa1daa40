import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileContent } from '../content/content.mts';
import type { Files } from './repo.mts';

/** The files of a folder, those below it included; reference values of tests left out. */
export function filesOfFolder(folder: string): Files {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map(({ parentPath, name }) => join(parentPath, name));
  const relative = (path: string): string => path.slice(folder.length + 1).replaceAll('\\', '/');
  const kept = paths.filter((path) => !/golden\.(json|jsonl|safetensors)$/.test(path));
  return Object.fromEntries(kept.map((path) => [relative(path), fileContent(path)]));
}
