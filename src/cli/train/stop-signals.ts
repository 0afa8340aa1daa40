import type { StopRequest } from '../../engine/train/run/stop-request';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * The first signal asks the run to stop after its step, with a checkpoint; a second Ctrl+C ends the process as it stands,
 * which loses the steps since the last checkpoint and nothing else. Gives a function that lets go of the signals.
 */
export function stopOnSignals(stop: StopRequest, note: (message: string) => void): () => void {
  let asked = false;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (asked && signal === 'SIGINT') process.exit(1);
    if (!asked) note('Stopping after this step …');
    asked = true;
    stop.ask();
  };
  for (const signal of signals) process.on(signal, onSignal);
  return () => {
    for (const signal of signals) process.off(signal, onSignal);
  };
}
