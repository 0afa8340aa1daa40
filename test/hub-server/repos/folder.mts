import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { type Content, fileContent } from '../content/content.mts';

/** The files of a folder and of those below it, read from disk when they are asked for; tests' reference values left out. */
export function filesOfFolder(folder: string): Record<string, Content> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map(({ parentPath, name }) => join(parentPath, name)).sort();
  const kept = paths.filter((path) => !/golden\.(json|jsonl|safetensors)$/.test(path));
  return Object.fromEntries(kept.map((path) => [relative(folder, path).split(sep).join('/'), fileContent(path)]));
}
