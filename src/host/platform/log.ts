import * as vscode from 'vscode';
import { toErrorData } from '../../common/errors/lens-error';

/** The log of Model Lens: the only place where details and stack traces go. */
export interface Log {
  info(line: string): void;
  /** Writes what went wrong with all that is known of it. */
  error(doing: string, error: unknown): void;
  show(): void;
  dispose(): void;
}

/** The output channel "Model Lens" as a {@link Log}. */
export function createLog(): Log {
  const channel = vscode.window.createOutputChannel('Model Lens', { log: true });
  return {
    info: (line) => channel.info(line),
    error: (doing, error) => {
      const { code, message, help, details } = toErrorData(error);
      channel.error([`${doing}: [${code}] ${message}`, help, details].filter(Boolean).join('\n'));
    },
    show: () => channel.show(true),
    dispose: () => channel.dispose(),
  };
}

/** Runs work that nobody waits for; what it throws is logged. */
export function inBackground(log: Log, doing: string, work: () => Promise<unknown>): void {
  work().catch((error: unknown) => log.error(doing, error));
}
