import { basename } from 'node:path';
import { MessageChannel, Worker } from 'node:worker_threads';
import { LensError } from '../../../common/errors/lens-error';
import { fromFloat16 } from '../../formats/safetensors/half-floats';
import type { StoredEntry } from '../weight-files';
import { widenProgram, type WidenAnswer, type WidenJob, type WidenTask } from './widen-main';

/** Weights as float32 by their names. */
export type WidenedWeights = ReadonlyMap<string, Float32Array<ArrayBuffer>>;

/**
 * Makes float32 of tensors that are stored as float16 or bfloat16, exactly. Several threads do it, because most of its
 * time is the system's for giving out fresh memory; this thread stays free.
 * @throws LensError `too-big` where memory is short, `bad-file` for a file that ends too soon or cannot be read
 */
export async function widenWeights(entries: readonly StoredEntry[], threads: number): Promise<WidenedWeights> {
  const halves = entries.some(({ dtype }) => dtype === 'F16') ? halvesAsBits() : new Uint32Array();
  const shares = shareOut(entries.map(jobOf), threads);
  const answers = await Promise.all(shares.map((jobs) => work({ jobs, halves })));
  return new Map(
    answers.flatMap((answer) => {
      if ('failed' in answer) throw failure(answer.failed, basename(answer.path));
      return answer.made.map(([name, bits]) => [name, new Float32Array(bits)] as const);
    }),
  );
}

/**
 * Gives the memory of arrays back at once, not when garbage is next collected: it ends with the port that holds them. Those that
 * another thread has already are empty here.
 */
export function letGo(arrays: Iterable<Float32Array<ArrayBuffer>>): void {
  const { port1, port2 } = new MessageChannel();
  const buffers = Array.from(arrays, ({ buffer }) => buffer).filter(({ byteLength }) => byteLength > 0);
  port1.postMessage(buffers, buffers);
  port2.close();
}

function jobOf({ name, path, offset, byteLength, dtype }: StoredEntry): WidenJob {
  return { name, path, offset, length: byteLength / 2, isBfloat16: dtype === 'BF16' };
}

function halvesAsBits(): Uint32Array {
  return new Uint32Array(fromFloat16(Uint16Array.from({ length: 65_536 }, (_, bits) => bits)).buffer);
}

/** Shares of about the same size: the largest first, each to who has least. */
function shareOut(jobs: readonly WidenJob[], threads: number): WidenJob[][] {
  const shares = Array.from({ length: Math.min(threads, jobs.length) }, () => ({ length: 0, jobs: [] as WidenJob[] }));
  for (const job of [...jobs].sort((a, b) => b.length - a.length)) {
    const share = shares.reduce((least, other) => (other.length < least.length ? other : least));
    share.length += job.length;
    share.jobs.push(job);
  }
  return shares.map((share) => share.jobs);
}

function work(workerData: WidenTask): Promise<WidenAnswer> {
  const worker = new Worker(widenProgram, { eval: true, workerData, execArgv: [] });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve).once('error', reject);
    worker.once('exit', () => reject(new LensError('internal', 'A thread that reads weights ended too soon.')));
  });
}

function failure(why: 'memory' | 'short' | 'reading', file: string): LensError {
  if (why === 'memory') return new LensError('too-big', `There is not enough memory for the weights of ${file}.`);
  const what = why === 'short' ? `${file} has become shorter while it was read.` : `${file} cannot be read.`;
  return new LensError('bad-file', what, 'Download the model again.');
}
