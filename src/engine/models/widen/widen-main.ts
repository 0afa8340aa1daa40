import type * as Files from 'node:fs';
import type * as Threads from 'node:worker_threads';
import { threadProgram } from '../../threads/start-thread';

/** A tensor of 16-bit floats and where it lies. */
export interface WidenJob {
  readonly name: string;
  readonly path: string;
  /** Bytes from the start of the file. */
  readonly offset: number;
  /** Numbers in it. */
  readonly length: number;
  /** `bfloat16` numbers are the upper halves of float32; others are looked up in `WidenTask.halves`. */
  readonly isBfloat16: boolean;
}

export interface WidenTask {
  readonly jobs: readonly WidenJob[];
  /** The bits in float32 of each of the 65,536 numbers of float16. */
  readonly halves: Uint32Array;
}

/** What a worker posts: the bits of float32 numbers by name, or why it could not make them. */
export type WidenAnswer =
  | { readonly made: readonly (readonly [name: string, bits: ArrayBuffer])[] }
  | { readonly failed: 'memory' | 'short' | 'reading'; readonly path: string };

/** Writes the numbers whose pairs are given from one place on, as many as `count`. */
type Widen = (pairs: Uint32Array, into: Uint32Array, from: number, count: number, halves: Uint32Array) => void;

// Two numbers at a time and a function for each kind, because this is what takes the processor's time. Of an odd number of
// numbers the second half of the last pair is written past the end, which does nothing.

const widenBfloat16: Widen = (pairs, into, from, count) => {
  for (let index = 0, at = from; at < from + count; index++, at += 2) {
    const pair = pairs[index] as number;
    into[at] = pair << 16;
    into[at + 1] = pair & 0xffff0000;
  }
};

const widenFloat16: Widen = (pairs, into, from, count, halves) => {
  for (let index = 0, at = from; at < from + count; index++, at += 2) {
    const pair = pairs[index] as number;
    into[at] = halves[pair & 0xffff] as number;
    into[at + 1] = halves[pair >>> 16] as number;
  }
};

/** Reads a file by pieces that stay in the processor's cache. The functions are given, as nothing else is in reach. */
function widenMain(load: NodeJS.Require, bfloat16: Widen, float16: Widen): void {
  const files = load('node:fs') as typeof Files;
  const threads = load('node:worker_threads') as typeof Threads;
  const { jobs, halves } = threads.workerData as WidenTask;
  const pairs = new Uint32Array(1 << 18);
  const piece = new Uint8Array(pairs.buffer);
  const fill = (descriptor: number, position: number, bytes: number): boolean => {
    for (let done = 0; done < bytes;) {
      const got = files.readSync(descriptor, piece, done, bytes - done, position + done);
      if (got === 0) return false;
      done += got;
    }
    return true;
  };
  const widen = (job: WidenJob, descriptor: number): ArrayBuffer | null => {
    const bits = new Uint32Array(job.length);
    for (let from = 0; from < job.length; from += piece.length / 2) {
      const count = Math.min(piece.length / 2, job.length - from);
      if (!fill(descriptor, job.offset + 2 * from, 2 * count)) return null;
      (job.isBfloat16 ? bfloat16 : float16)(pairs, bits, from, count, halves);
    }
    return bits.buffer;
  };
  const all = (): WidenAnswer => {
    const made: [string, ArrayBuffer][] = [];
    for (const job of jobs) {
      try {
        const descriptor = files.openSync(job.path, 'r');
        const bits = widen(job, descriptor);
        files.closeSync(descriptor);
        if (bits === null) return { failed: 'short', path: job.path };
        made.push([job.name, bits]);
      } catch (error) {
        return { failed: error instanceof RangeError ? 'memory' : 'reading', path: job.path };
      }
    }
    return { made };
  };
  const answer = all();
  threads.parentPort?.postMessage(answer, 'made' in answer ? answer.made.map(([, bits]) => bits) : []);
}

/** The program of a worker that makes float32 of 16-bit floats (`WidenTask` in, `WidenAnswer` out), as text. */
export const widenProgram = threadProgram(widenMain, widenBfloat16, widenFloat16);
