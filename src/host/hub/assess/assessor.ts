import { t } from '@vscode/l10n';
import type { ModelDescription } from '../../../common/contracts/description';
import type { EngineContract } from '../../../common/contracts/engine';
import type { Assessment, RepoFacts } from '../../../common/contracts/hub/assessment';
import { cancelled, LensError } from '../../../common/errors/lens-error';
import { CancellationSource } from '../../../common/rpc/cancellation';
import type { ResultOf } from '../../../common/rpc/contract';
import { EngineProcess, type EngineProcessOptions } from '../../engine/engine-process';

/** What is asked about the files of a repository. */
type Question = 'assess' | 'describeRepo';
type Answer<Name extends Question> = ResultOf<EngineContract, Name>;

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
  assess(facts: RepoFacts, signal?: AbortSignal): Promise<Assessment> {
    return this.#askTwice('assess', facts, signal);
  }

  /** What a model is made of. @throws LensError as `assess`, and `not-found` or `bad-file` for its config.json */
  describe(facts: RepoFacts, signal?: AbortSignal): Promise<ModelDescription> {
    return this.#askTwice('describeRepo', facts, signal);
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

  async #askTwice<Name extends Question>(
    question: Name,
    facts: RepoFacts,
    signal: AbortSignal | undefined,
  ): Promise<Answer<Name>> {
    try {
      return await this.#ask(question, facts, signal);
    } catch (error) {
      // The process may have ended because of what another caller asked.
      if (!(error instanceof LensError) || error.code !== 'gone' || this.#disposed) throw error;
      return this.#ask(question, facts, signal);
    }
  }

  async #ask<Name extends Question>(
    question: Name,
    facts: RepoFacts,
    signal: AbortSignal | undefined,
  ): Promise<Answer<Name>> {
    if (this.#disposed) throw new LensError('gone', t('Model Lens was closed.'));
    if (signal?.aborted) throw cancelled();
    const source = new CancellationSource();
    const abort = (): void => source.abort();
    signal?.addEventListener('abort', abort, { once: true });
    this.#open += 1;
    clearTimeout(this.#idle);
    try {
      return await this.#inTime(this.#current().request(question, facts, { signal: source }));
    } finally {
      signal?.removeEventListener('abort', abort);
      this.#open -= 1;
      if (this.#open === 0) this.#rest();
    }
  }

  /** Of one answer; a process that hangs over it is ended. */
  async #inTime<Value>(answer: Promise<Value>): Promise<Value> {
    const process = this.#current();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        reject(new LensError('too-big', t('Its files take too long to check.')));
        this.#end(process);
      }, this.#params.deadlineMs ?? 15_000);
    });
    try {
      return await Promise.race([answer, late]);
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
