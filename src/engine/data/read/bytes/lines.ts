import { LensError } from '../../../../common/errors/lens-error';
import { maxRowBytes } from '../table';

export interface Line {
  /** From 1. */
  readonly number: number;
  readonly bytes: Buffer;
}

/**
 * The lines of a file, without what ends them (`\n` or `\r\n`).
 * @throws LensError `bad-file` for a line that is longer than a row may be
 */
export async function* lines(
  chunks: AsyncIterable<Buffer>,
  name: string,
): AsyncGenerator<readonly Line[], void, undefined> {
  let pieces: Buffer[] = [];
  let length = 0;
  let number = 0;
  const take = (end: Buffer): Line => {
    const whole = pieces.length === 0 ? end : Buffer.concat([...pieces, end]);
    pieces = [];
    length = 0;
    number += 1;
    return { number, bytes: whole.at(-1) === 13 ? whole.subarray(0, -1) : whole };
  };
  for await (const chunk of chunks) {
    const found: Line[] = [];
    let from = 0;
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, from)) {
      found.push(take(chunk.subarray(from, at)));
      from = at + 1;
    }
    if (from < chunk.length) pieces.push(chunk.subarray(from));
    length += chunk.length - from;
    if (length > maxRowBytes) throw tooLong(name, number + 1);
    if (found.length > 0) yield found;
  }
  if (length > 0) yield [take(Buffer.alloc(0))];
}

function tooLong(name: string, line: number): LensError {
  const most = maxRowBytes / 1e6;
  return new LensError(
    'bad-file',
    `Line ${line} of "${name}" is longer than ${most} MB.`,
    'A file of this kind has a row in each line.',
  );
}
