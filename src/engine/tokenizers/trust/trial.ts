import { spawn, type ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import { LensError } from '../../../common/errors/lens-error';
import { childEnvironment } from '../../../common/process/child-environment';
import { trialMain, type TrialJob } from './trial-main';

/** What a job may take: a start, and a second for each so many characters. */
const usualStartMs = 10_000;
const charactersASecond = 100_000;

/**
 * A process that does every job before this one does it, for tokenizers that might hang or end the process. It holds
 * the same tokenizer, so a job that it survives in time is safe here. It starts with the first job, and again after one
 * that it did not survive.
 */
export class Trial {
  #child: ChildProcess | undefined;
  #queue: Promise<unknown> = Promise.resolve();

  /**
   * @param text the tokenizer.json
   * @param what its name, for messages
   * @param startMs what a job may take beside the time for its characters
   */
  constructor(
    private readonly text: string,
    private readonly what: string,
    private readonly startMs = usualStartMs,
  ) {}

  /** Resolves when the library survived loading the tokenizer. Throws LensError `bad-file` or `too-big`. */
  load(): Promise<void> {
    return this.#next(async () => {
      await this.#started();
    });
  }

  /**
   * Resolves when the library survived the job.
   * @param characters how much it is to read, for its time
   * @throws LensError `bad-file` where the library ended its process, `too-big` where it was too slow
   */
  survives(job: TrialJob, characters: number): Promise<void> {
    return this.#next(async () => {
      await this.#send(await this.#started(), job, characters);
    });
  }

  /** One job after another: the answers carry no name. */
  #next(work: () => Promise<void>): Promise<void> {
    const done = this.#queue.then(work);
    this.#queue = done.catch(() => undefined);
    return done;
  }

  async #started(): Promise<ChildProcess> {
    if (this.#child !== undefined) return this.#child;
    const child = spawn(process.execPath, ['-e', `(${trialMain.toString()})(require, process)`], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      serialization: 'advanced',
      env: { ...childEnvironment(process.env), ELECTRON_RUN_AS_NODE: '1' },
    });
    this.#child = child;
    const library = createRequire(__filename).resolve('tokenizers');
    await this.#send(child, { kind: 'load', library, text: this.text }, this.text.length);
    return child;
  }

  async #send(child: ChildProcess, job: TrialJob, characters: number): Promise<void> {
    child.ref();
    child.channel?.ref();
    const limit = this.startMs + (characters / charactersASecond) * 1000;
    const outcome = await new Promise<'done' | 'ended' | 'late'>((resolve) => {
      const timer = setTimeout(() => resolve('late'), limit);
      const settle = (how: 'done' | 'ended') => () => {
        clearTimeout(timer);
        child.removeAllListeners();
        resolve(how);
      };
      child.once('message', settle('done')).once('exit', settle('ended')).once('error', settle('ended'));
      child.send(job, (error) => {
        if (error !== null) settle('ended')();
      });
    });
    if (outcome === 'done') {
      // An idle trial keeps nobody waiting: it ends with the process that it works for.
      child.unref();
      child.channel?.unref();
      return;
    }
    child.kill('SIGKILL');
    this.#child = undefined;
    throw outcome === 'late' ? this.#tooSlow(limit) : this.#broken(job);
  }

  #tooSlow(limit: number): LensError {
    return new LensError(
      'too-big',
      `The tokenizer had not read the text after ${Math.round(limit / 1000)} seconds and was stopped. A regular expression or another setting in ${this.what} may take endless time.`,
      'Choose a shorter text, or a tokenizer.json from a source that you trust.',
    );
  }

  #broken(job: TrialJob): LensError {
    const message =
      job.kind === 'load'
        ? `${this.what} holds settings that the tokenizer library cannot work with.`
        : `The tokenizer gave up on this text: a regular expression or another setting in ${this.what} cannot cope with it.`;
    return new LensError('bad-file', message, 'Download the model again or mend the file.');
  }
}
