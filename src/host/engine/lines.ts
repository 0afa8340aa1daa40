import type { Readable } from 'node:stream';

const longestLine = 4000;

/** Calls back for each line of a stream, without its end; very long lines are cut. The rest comes when the stream ends. */
export function eachLine(stream: Readable, onLine: (line: string) => void): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    const lines = (rest + chunk).split(/\r?\n/);
    // What is beyond the limit is dropped as it comes, so that a line without end takes no memory.
    rest = (lines.pop() ?? '').slice(0, longestLine);
    for (const line of lines) onLine(line.slice(0, longestLine));
  });
  stream.on('end', () => {
    if (rest !== '') onLine(rest);
  });
}
