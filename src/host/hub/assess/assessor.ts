import { t } from '@vscode/l10n';
import type { Assessment, RepoFacts } from '../../../common/contracts/hub/assessment';
import { cancelled, LensError } from '../../../common/errors/lens-error';
import { CancellationSource } from '../../../common/rpc/cancellation';
import { EngineProcess, type EngineProcessOptions } from '../../engine/engine-process';

/** The part of an engine process that assessing needs. */
export type AssessingProcess = Pick<EngineProcess, 'request' | 'exit' | 'pid' | 'dispose'>;

export interface AssessorParams extends EngineProcessOptions {
  /** How long an assessment may take; what takes longer hangs. */
  readonly deadlineMs?: number;
  /** How long the process is kept when nothing is asked of it. */
  readonly idleMs?: number;
  readonly start?: (options: EngineProcessOptions) => AssessingProcess;
}

/**
 * Asks an engine process whether models run here. The process opens no model; it is started with the first question, ended
 * after a minute without one, and killed when it hangs over an answer.
 */
export class Assessor {
  readonly #params: AssessorParams;
  #process: AssessingProcess | undefined;
  #open = 0;
  #idle: NodeJS.Timeout | undefined;
  #disposed = false;

  constructor(params: AssessorParams) {
    this.#params = params;
  }

  /** The number in the system of the process that is up. */
  get pid(): number | undefined {
    return this.#process?.exit ? undefined : this.#process?.pid;
  }

  /**
   * @throws LensError `too-big` when there is no answer in time, `gone` when the process ended over it twice, `cancelled`
   */
  async assess(facts: RepoFacts, signal?: AbortSignal): Promise<Assessment> {
    try {
      return await this.#ask(facts, signal);
    } catch (error) {
      // The process may have ended because of what another caller asked.
      if (!(error instanceof LensError) || error.code !== 'gone' || this.#disposed) throw error;
      return this.#ask(facts, signal);
    }
  }

  /** Ends the process; the next question starts another. */
  release(): void {
    clearTimeout(this.#idle);
    if (this.#process) this.#end(this.#process);
  }

  dispose(): void {
    this.#disposed = true;
    this.release();
  }

  async #ask(facts: RepoFacts, signal: AbortSignal | undefined): Promise<Assessment> {
    if (this.#disposed) throw new LensError('gone', t('Model Lens was closed.'));
    if (signal?.aborted) throw cancelled();
    const source = new CancellationSource();
    const abort = (): void => source.abort();
    signal?.addEventListener('abort', abort, { once: true });
    this.#open += 1;
    clearTimeout(this.#idle);
    try {
      return await this.#inTime(this.#current(), facts, source);
    } finally {
      signal?.removeEventListener('abort', abort);
      this.#open -= 1;
      if (this.#open === 0) this.#rest();
    }
  }

  async #inTime(process: AssessingProcess, facts: RepoFacts, signal: CancellationSource): Promise<Assessment> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        reject(new LensError('too-big', t('Its files take too long to check.')));
        this.#end(process);
      }, this.#params.deadlineMs ?? 15_000);
    });
    try {
      return await Promise.race([process.request('assess', facts, { signal }), late]);
    } finally {
      clearTimeout(timer);
    }
  }

  #current(): AssessingProcess {
    if (this.#process && !this.#process.exit) return this.#process;
    const start = this.#params.start ?? ((options: EngineProcessOptions) => EngineProcess.start(options));
    this.#process = start(this.#params);
    return this.#process;
  }

  #rest(): void {
    if (this.#disposed) return;
    this.#idle = setTimeout(() => this.release(), this.#params.idleMs ?? 60_000);
    this.#idle.unref();
  }

  #end(process: AssessingProcess): void {
    if (this.#process === process) this.#process = undefined;
    process.dispose();
  }
}
