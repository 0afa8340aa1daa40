import type { RunSnapshot } from '../folder/read-run';

/**
 * What a person would say of a run. `killed`: its process is gone and has not said that it stopped; it can go on from its
 * last checkpoint. `new`: it was never started. `broken`: its files cannot be read.
 */
export type RunCondition = 'new' | 'running' | 'stopping' | 'stopped' | 'killed' | 'finished' | 'failed' | 'broken';

/** The condition of a run, from its state and from whether a process is alive. */
export function conditionOf({ state, alive, problem }: RunSnapshot): RunCondition {
  if (!state) return alive ? 'running' : problem === null ? 'new' : 'broken';
  switch (state.phase) {
    case 'finished':
    case 'failed':
    case 'stopped':
      return state.phase;
    case 'stopping':
      return alive ? 'stopping' : 'killed';
    case 'preparing':
    case 'running':
    case 'evaluating':
    case 'saving':
      return alive ? 'running' : 'killed';
  }
}

/** True for a run that can be started, or go on. */
export function canStart(run: RunSnapshot): boolean {
  return !run.alive && ['new', 'stopped', 'killed', 'failed'].includes(conditionOf(run));
}
