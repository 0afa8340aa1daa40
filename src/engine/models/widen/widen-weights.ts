import { basename } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { LensError } from '../../../common/errors/lens-error';
import { fromFloat16 } from '../../formats/safetensors/half-floats';
import { shareOut, threadAnswer } from '../../threads/share-out';
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
  const shares = shareOut(entries.map(jobOf), threads, ({ length }) => length);
  const answers = await Promise.all(
    shares.map((jobs) => {
      const task: WidenTask = { jobs, halves };
      return threadAnswer<WidenAnswer>(widenProgram, task);
    }),
  );
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

/** The bits in float32 of each of the 65,536 numbers of float16. */
export function halvesAsBits(): Uint32Array {
  return new Uint32Array(fromFloat16(Uint16Array.from({ length: 65_536 }, (_, bits) => bits)).buffer);
}

function failure(why: 'memory' | 'short' | 'reading', file: string): LensError {
  if (why === 'memory') return new LensError('too-big', `There is not enough memory for the weights of ${file}.`);
  const what = why === 'short' ? `${file} has become shorter while it was read.` : `${file} cannot be read.`;
  return new LensError('bad-file', what, 'Download the model again.');
}
