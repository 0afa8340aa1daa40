// The command line `model-lens`: the same engine as the extension's, in this process.
import { printFailure } from './output/print';
import { areTooLong, givenArguments, runElsewhere } from './program/long-arguments';
import { runProgram } from './program/run-program';

async function main(): Promise<void> {
  const args = givenArguments();
  const crash = (error: unknown): void => {
    void printFailure(error, args.includes('--json')).finally(() => process.exit(1));
  };
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
  // A reader such as `head` that has seen enough is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  // A terminal that has gone, as with a closed window, hears nothing more: the work goes on, or stops as it was asked to.
  process.stderr.on('error', () => undefined);
  process.exit(areTooLong(args) ? await runElsewhere(__filename, args) : await runProgram(args));
}

void main();
