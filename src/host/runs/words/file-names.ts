import { basename } from 'node:path';

/**
 * A sentence of the engine, which names data files by their whole path, with their names alone: beside a field that shows
 * a name, a path hides what is said of it.
 */
export function withFileNames(sentence: string, files: readonly (string | undefined)[]): string {
  return files.reduce<string>((text, file) => (file ? text.replaceAll(file, () => basename(file)) : text), sentence);
}
