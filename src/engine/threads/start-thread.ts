import { Worker } from 'node:worker_threads';

type AnyFunction = (...given: never[]) => unknown;

/**
 * The program of a thread as text, because the engine is one file and a thread has none of its own. Nothing around `main`
 * is in reach there: it is given `require` and the functions that it calls, which use nothing but what they are given.
 */
export function threadProgram<Functions extends readonly AnyFunction[]>(
  main: (load: NodeJS.Require, ...functions: Functions) => void,
  ...functions: Functions
): string {
  const given = ['require', ...functions.map((each) => each.toString())];
  return `(${main.toString()})(${given.join(', ')})`;
}

/**
 * Starts a thread without the options of this process. A thread whose `error` nobody listens to ends the process.
 * @param program what {@link threadProgram} gives
 */
export function startThread(program: string, workerData: unknown): Worker {
  return new Worker(program, { eval: true, workerData, execArgv: [] });
}
