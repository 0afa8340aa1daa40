import { readFileSync } from 'node:fs';

/** What one prediction took and gave, so that equal outputs can be demanded before times are compared. */
export interface Answer {
  readonly ms: number;
  readonly logits: readonly number[];
}

/** A program that classifies texts, started and not yet loaded. */
export interface Contender {
  readonly name: string;
  /** Classifies each text on its own, one after another. */
  predict(texts: readonly string[]): Promise<Answer[]>;
  /** Peak resident memory in bytes so far (VmHWM); null where the system does not tell. */
  peakMemory(): number | null;
  stop(): void;
}

export type StartContender = () => Contender;

/** VmHWM of a process in bytes, on Linux. */
export function peakMemoryOf(pid: number | undefined): number | null {
  if (pid === undefined || process.platform !== 'linux') return null;
  const match = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return match ? Number(match[1]) * 1024 : null;
}
