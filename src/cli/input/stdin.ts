import { fstatSync, readSync, type Stats } from 'node:fs';
import { decodeText, maxTextBytes, tooBig } from './decode-text';

const what = 'The text on standard input';
/** What a program pipes in is there when Node has started; one that pipes nothing may keep the pipe open for ever. */
const waitForDataMs = 50;

/** True when standard input can hold a text: a pipe, a socket or a file, but no terminal and no /dev/null. */
export function canHoldText(): boolean {
  const stats = inputStats();
  return stats !== null && !stats.isCharacterDevice();
}

/** All of standard input, exactly. @throws LensError `bad-file` or `too-big` */
export async function readInput(): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxTextBytes) throw tooBig(what);
    chunks.push(chunk);
  }
  return decodeText(Buffer.concat(chunks), what);
}

/** True when there is data on standard input although the text came from elsewhere. */
export async function hasInput(): Promise<boolean> {
  const stats = inputStats();
  if (stats === null || stats.isCharacterDevice()) return false;
  if (stats.isFile()) return readSync(0, Buffer.alloc(1), 0, 1, null) > 0;
  const { stdin } = process;
  const arrived = await new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => resolve(false), waitForDataMs);
    const settle = (has: boolean) => (): void => {
      clearTimeout(timer);
      resolve(has);
    };
    stdin.once('data', settle(true)).once('end', settle(false)).once('error', settle(false));
  });
  stdin.destroy();
  return arrived;
}

function inputStats(): Stats | null {
  try {
    return fstatSync(0);
  } catch {
    // Started without a standard input at all.
    return null;
  }
}
