import type * as Files from 'node:fs';
import type * as Threads from 'node:worker_threads';
import { threadProgram } from '../../../threads/start-thread';
import type { BlockLayout } from './block-layout';
import { toBlocks, type ToBlocks } from './block-rows';
import { openFloats, rowsOf, type OpenFloats, type RowsOf } from './read-rows';

/** A matrix that is read from one file and written into another in blocks. */
export interface QuantiseJob extends BlockLayout {
  readonly name: string;
  readonly path: string;
  /** Bytes from the start of the file. */
  readonly offset: number;
  readonly dtype: 'F32' | 'F16' | 'BF16';
  /** True for a matrix that the file has as [inputs, outputs]. */
  readonly turned: boolean;
  /** Where its parts begin in the file of blocks. */
  readonly at: { readonly values: number; readonly scales: number; readonly zeros: number };
}

export interface QuantiseTask {
  readonly jobs: readonly QuantiseJob[];
  /** The file of blocks. */
  readonly into: string;
  /** The bits in float32 of each of the 65,536 numbers of float16. */
  readonly halves: Uint32Array;
}

/** What a worker posts: null when all is written, or why it could not go on. */
export type QuantiseAnswer = {
  readonly why: 'short' | 'reading' | 'writing' | 'not-finite';
  readonly job: QuantiseJob;
} | null;

/** Works through the matrices by pieces of about a megabyte. The functions are given, as nothing else is in reach. */
function quantiseMain(load: NodeJS.Require, open: OpenFloats, rowsFrom: RowsOf, blocksOf: ToBlocks): void {
  const files = load('node:fs') as typeof Files;
  const threads = load('node:worker_threads') as typeof Threads;
  const { jobs, into, halves } = threads.workerData as QuantiseTask;
  let doing: 'reading' | 'writing' = 'reading';
  const write = (descriptor: number, bytes: Uint8Array, position: number): void => {
    doing = 'writing';
    for (let done = 0; done < bytes.length;) {
      done += files.writeSync(descriptor, bytes, done, bytes.length - done, position + done);
    }
  };
  const convert = (job: QuantiseJob, source: number, target: number): 'short' | 'not-finite' | null => {
    const { outputs, inputs, size, bits, at } = job;
    const blocks = Math.ceil(inputs / size);
    const [rowBytes, zeroBytes] = [(blocks * size * bits) / 8, bits === 4 ? Math.ceil(blocks / 2) : 0];
    const step = Math.max(1, Math.floor((1 << 18) / inputs));
    const rows = rowsFrom(job, open(files, job, source, halves));
    for (let from = 0; from < outputs; from += step) {
      const count = Math.min(step, outputs - from);
      doing = 'reading';
      const floats = rows(from, count);
      if (floats === null) return 'short';
      const values = new Uint8Array(count * rowBytes);
      const scales = new Float32Array(count * blocks);
      const zeros = new Uint8Array(count * zeroBytes);
      if (!blocksOf(floats, count, job, { values, scales, zeros })) return 'not-finite';
      write(target, values, at.values + from * rowBytes);
      write(target, new Uint8Array(scales.buffer), at.scales + from * blocks * 4);
      write(target, zeros, at.zeros + from * zeroBytes);
    }
    return null;
  };
  const all = (): QuantiseAnswer => {
    for (const job of jobs) {
      try {
        const [source, target] = [files.openSync(job.path, 'r'), files.openSync(into, 'r+')];
        const why = convert(job, source, target);
        files.closeSync(source);
        files.closeSync(target);
        if (why !== null) return { why, job };
      } catch {
        return { why: doing, job };
      }
    }
    return null;
  };
  threads.parentPort?.postMessage(all());
}

/** The program of a worker that makes blocks of matrices (`QuantiseTask` in, `QuantiseAnswer` out), as text. */
export const quantiseProgram = threadProgram(quantiseMain, openFloats, rowsOf, toBlocks);
