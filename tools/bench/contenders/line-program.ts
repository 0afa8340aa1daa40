import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { peakMemoryOf } from './contender';

/** A program that reads a question as a line of JSON and writes its answer as one. */
export interface LineProgram {
  readonly name: string;
  /** @throws Error when the program has ended */
  readonly ask: (question: unknown) => Promise<unknown>;
  /** Peak resident memory in bytes so far; null where the system does not tell. */
  readonly peakMemory: () => number | null;
  readonly stop: () => void;
}

/** Starts a program; every library that it may use gets as many threads. */
export function lineProgram(name: string, command: string, args: readonly string[], threads: number): LineProgram {
  const env = { ...process.env, OMP_NUM_THREADS: String(threads), TOKENIZERS_PARALLELISM: 'false' };
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'ignore'], env });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    name,
    async ask(question) {
      child.stdin.write(`${JSON.stringify(question)}\n`);
      const line = await lines.next();
      if (line.done === true)
        throw new Error(`${name} ended early; run it by hand to see why: ${command} ${args.join(' ')}`);
      return JSON.parse(line.value) as unknown;
    },
    peakMemory: () => peakMemoryOf(child.pid),
    stop: () => child.kill('SIGKILL'),
  };
}
