/** How an engine process ended. `expected` when it was asked to. `reason` is a plain sentence. */
export interface EngineExit {
  readonly expected: boolean;
  readonly reason: string;
}

/** What a shell adds to the number of a signal, and what Windows gives for the same mishaps. */
const signalOfCode: Readonly<Record<number, NodeJS.Signals>> = {
  132: 'SIGILL',
  134: 'SIGABRT',
  135: 'SIGBUS',
  136: 'SIGFPE',
  137: 'SIGKILL',
  139: 'SIGSEGV',
  143: 'SIGTERM',
  3221225477: 'SIGSEGV', // STATUS_ACCESS_VIOLATION
  3221225501: 'SIGILL', // STATUS_ILLEGAL_INSTRUCTION
  3221226505: 'SIGABRT', // STATUS_STACK_BUFFER_OVERRUN, what abort() becomes
};

const causes: Partial<Record<NodeJS.Signals, string>> = {
  SIGKILL: 'the system ended it, most likely because memory ran out',
  SIGABRT: 'it gave up, often because memory ran out',
  SIGBUS: 'a file of the model changed or vanished while it was in use',
  SIGSEGV: 'native code failed',
  SIGILL: 'this processor lacks an instruction that it needs',
  SIGTERM: 'another program ended it',
};

/** A plain sentence for the way a child process ended by itself. */
export function exitReason(code: number | null, signal: NodeJS.Signals | null): string {
  const known = signal ?? (code === null ? undefined : signalOfCode[code]);
  const cause = known === undefined ? undefined : causes[known];
  const mark = signal ?? (code === null ? 'no exit code' : `exit code ${code}`);
  const why = cause === undefined ? 'the log says more' : cause;
  return `The engine stopped unexpectedly: ${why} (${mark}). It starts again with the next text.`;
}
