import { LensError } from '../../../common/errors/lens-error';
import { maxColumns } from './table';

/**
 * The names of a header, each of them once: as pandas has it, a name that comes again is `name.1`, one that is missing
 * `Unnamed: 0`.
 * @throws LensError `bad-file` for more columns than a table may have
 */
export function columnNames(header: readonly string[], file: string): string[] {
  if (header.length > maxColumns) {
    throw new LensError('bad-file', `"${file}" has ${header.length} columns; at most ${maxColumns} are read.`);
  }
  const taken = new Set<string>();
  return header.map((given, index) => {
    const name = given === '' ? `Unnamed: ${index}` : given;
    let unique = name;
    for (let count = 1; taken.has(unique); count += 1) unique = `${name}.${count}`;
    taken.add(unique);
    return unique;
  });
}
