import type { WeightsChoice } from '../../common/contracts/hub/assessment';
import type { RecordedCheckpoint } from '../models/recorded-checkpoint';
import { fittingStorage } from '../models/storage/choose-storage';

/** Why something does not run. */
export interface Obstacle {
  /** `unknown`: it was not read, or cannot be. */
  readonly state: 'not_yet' | 'too_big' | 'unknown';
  /** What is the matter. */
  readonly about: 'weights' | 'architecture' | 'tokenizer' | 'memory';
  /** In a few words, as they stand behind "Not yet:". */
  readonly short: string;
  /** For a line of its own. */
  readonly text: string;
}

/** Weights of a repository with what was found out about them. */
export interface Option {
  readonly choice: WeightsChoice;
  /** Null when they run and fit. */
  readonly obstacle: Obstacle | null;
  /** What a checkpoint is made of; null where its headers are not known, and for ONNX files. */
  readonly checkpoint: RecordedCheckpoint | null;
}

/** An option; what does not run for no other reason may still be too big. */
export function makeOption(
  choice: Omit<WeightsChoice, 'problem'>,
  obstacle: Obstacle | null,
  freeBytes: number,
  checkpoint: RecordedCheckpoint | null = null,
): Option {
  const kept = asKept(choice, freeBytes);
  const why = obstacle ?? tooBig(kept.memoryBytes, freeBytes);
  return { choice: { ...kept, problem: why?.short ?? null }, obstacle: why, checkpoint };
}

/** Weights as they are kept in the memory that is free, else in the way that takes least. */
function asKept(choice: Omit<WeightsChoice, 'problem'>, freeBytes: number): Omit<WeightsChoice, 'problem'> {
  const { storages = [] } = choice;
  const fitting = fittingStorage(storages, freeBytes);
  if (fitting !== null) return { ...choice, ...fitting };
  return { ...choice, memoryBytes: storages.at(-1)?.memoryBytes ?? choice.memoryBytes };
}

function tooBig(need: number, free: number): Obstacle | null {
  if (need <= free) return null;
  const short = `needs ${gigabytes(need)} of ${gigabytes(free)} GB free`;
  return { state: 'too_big', about: 'memory', short, text: short };
}

/** Bytes in GB (10^9 bytes) with one digit behind the point, two below 1. */
export function gigabytes(bytes: number): string {
  return (bytes / 1e9).toFixed(bytes < 0.995e9 ? 2 : 1);
}
