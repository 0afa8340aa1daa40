import type { Worker } from 'node:worker_threads';
import { LensError } from '../../../common/errors/lens-error';
import { startThread } from '../../threads/start-thread';
import { optimizerProgram, type ThreadAnswer, type ThreadTask } from './thread-main';
import type { Factors, Moments } from './update';

/** A gradient by the number of its parameter. Its memory goes to the thread: here it is empty then. */
export type NumberedGradient = readonly [parameter: number, gradient: Float32Array<ArrayBuffer>];

/** A thread that makes the updates of some parameters, whose moments it shares. */
export class OptimizerThread {
  readonly #worker: Worker;

  /** @param moments of every parameter, in shared memory */
  constructor(moments: readonly Moments[]) {
    this.#worker = startThread(optimizerProgram, moments);
    this.#worker.unref();
  }

  /** Hands gradients over. Gives the sum of the squares of each. */
  async take(gradients: readonly NumberedGradient[]): Promise<readonly number[]> {
    const buffers = gradients.map(([, { buffer }]) => buffer);
    const answer = await this.#ask({ kind: 'take', gradients }, buffers);
    return answer.kind === 'taken' ? answer.sums : [];
  }

  /** Changes the moments of the gradients that it has. Gives for each what the weights are lessened by. */
  async update(factors: Factors): Promise<readonly NumberedGradient[]> {
    const answer = await this.#ask({ kind: 'update', factors }, []);
    return answer.kind === 'updated' ? answer.updates : [];
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  /** The process stays for an answer, but not for a thread that has nothing to do. */
  #ask(task: ThreadTask, buffers: ArrayBuffer[]): Promise<ThreadAnswer> {
    const worker = this.#worker;
    worker.ref();
    return new Promise<ThreadAnswer>((resolve, reject) => {
      const ended = (cause?: unknown): void =>
        reject(new LensError('internal', 'A thread of the optimizer ended.', undefined, { cause }));
      worker.once('error', ended).once('exit', ended);
      worker.once('message', (answer: ThreadAnswer) => {
        worker.off('error', ended).off('exit', ended).unref();
        resolve(answer);
      });
      worker.postMessage(task, buffers);
    });
  }
}
