import * as vscode from 'vscode';
import { CancellationSource, type CancellationSignal } from '../../../common/rpc/cancellation';

/** How long work goes on without a word, in ms. */
const quiet = 700;

export interface SlowWork {
  readonly signal: CancellationSignal;
  readonly report: (message: string) => void;
}

/** Does work that shows itself in a notification, with a button that cancels it, once it has taken a while. */
export async function withSlowProgress<Result>(
  title: string,
  work: (context: SlowWork) => Promise<Result>,
): Promise<Result> {
  const source = new CancellationSource();
  let report: (message: string) => void = () => undefined;
  const result = work({ signal: source, report: (message) => report(message) });
  const timer = setTimeout(() => {
    const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
    void vscode.window.withProgress(options, async (progress, token) => {
      report = (message) => progress.report({ message });
      token.onCancellationRequested(() => source.abort());
      // Its failure is told by whoever waits for the result.
      await result.catch(() => undefined);
    });
  }, quiet);
  try {
    return await result;
  } finally {
    clearTimeout(timer);
  }
}
