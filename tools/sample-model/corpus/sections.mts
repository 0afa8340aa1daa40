import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** Words and phrases by the name of their section. */
export type Lexicon = ReadonlyMap<string, readonly string[]>;

/** The lines below each `[section]` of a file, without comments and empty lines. @throws Error for text before the first */
export function readSections(path: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  let current: string[] | undefined;
  for (const line of readLines(path)) {
    if (line.startsWith('[') && line.endsWith(']')) {
      const name = line.slice(1, -1);
      current = found.get(name) ?? [];
      found.set(name, current);
    } else if (current === undefined) throw new Error(`${basename(path)}: text before the first section: ${line}`);
    else current.push(line);
  }
  return found;
}

/** The items, parted by commas, of every section of every `.txt` file in a folder, each item once, in their order. */
export function readLexicon(folder: string): Lexicon {
  const names = readdirSync(folder).filter((name) => name.endsWith('.txt'));
  const sections = names.sort().flatMap((name) => [...readSections(join(folder, name))]);
  return new Map(
    sections.map(([name, lines]) => {
      const items = lines.flatMap((line) => line.split(',').map((item) => item.trim()));
      return [name, [...new Set(items.filter((item) => item !== ''))]];
    }),
  );
}

/** The lines of a text file that hold something, without comments and the spaces around them. */
export function readLines(path: string): string[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
}
