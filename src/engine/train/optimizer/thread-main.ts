import type * as Threads from 'node:worker_threads';
import { threadProgram } from '../../threads/start-thread';
import { makeUpdates, sumOfSquares, type Factors, type Moments } from './update';

/** What a thread is told: gradients, by the numbers of their parameters, then the factors of the step that they are for. */
export type ThreadTask =
  | { readonly kind: 'take'; readonly gradients: readonly (readonly [parameter: number, Float32Array<ArrayBuffer>])[] }
  | { readonly kind: 'update'; readonly factors: Factors };

/** What it answers: the sum of the squares of each, then in the gradients' place what the weights are lessened by. */
export type ThreadAnswer =
  | { readonly kind: 'taken'; readonly sums: readonly number[] }
  | {
      readonly kind: 'updated';
      readonly updates: readonly (readonly [parameter: number, Float32Array<ArrayBuffer>])[];
    };

/** The functions are given, as nothing else is in reach. */
function threadMain(load: NodeJS.Require, square: typeof sumOfSquares, update: typeof makeUpdates): void {
  const threads = load('node:worker_threads') as typeof Threads;
  const { parentPort } = threads;
  const moments = threads.workerData as readonly Moments[];
  let taken: readonly (readonly [number, Float32Array<ArrayBuffer>])[] = [];
  const answer = (message: ThreadAnswer, buffers: ArrayBuffer[]): void => parentPort?.postMessage(message, buffers);
  parentPort?.on('message', (task: ThreadTask) => {
    if (task.kind === 'take') {
      taken = task.gradients;
      answer({ kind: 'taken', sums: taken.map(([, gradient]) => square(gradient)) }, []);
      return;
    }
    for (const [parameter, gradient] of taken) {
      const own = moments[parameter];
      if (own !== undefined) update(gradient, own, task.factors, [0, gradient.length], gradient);
    }
    const buffers = taken.map(([, { buffer }]) => buffer);
    answer({ kind: 'updated', updates: taken }, buffers);
    taken = [];
  });
}

/** The program of a thread (`Moments` of every parameter in, then `ThreadTask`), as text. */
export const optimizerProgram = threadProgram(threadMain, sumOfSquares, makeUpdates);
