import { readFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';

const most = 8;

/** The number of threads that a model computes with: the one asked for, or for 0 one for each physical core, at most 8. */
export function threadCount(asked: number): number {
  return asked > 0 ? asked : Math.max(1, Math.min(most, physicalCores()));
}

/** Two threads of one core share its arithmetic units, so they add nothing to matrix products. */
function physicalCores(): number {
  const available = availableParallelism();
  if (process.platform === 'linux') return Math.min(available, linuxCores() ?? available);
  return process.arch === 'x64' ? Math.ceil(available / 2) : available;
}

/** Cores as the kernel tells them: threads of the same core name the same siblings. */
function linuxCores(): number | null {
  try {
    const siblings = cpus().map((_, index) =>
      readFileSync(`/sys/devices/system/cpu/cpu${index}/topology/thread_siblings_list`, 'utf8'),
    );
    return new Set(siblings).size || null;
  } catch {
    // Containers may hide the topology; then every thread counts as a core.
    return null;
  }
}
