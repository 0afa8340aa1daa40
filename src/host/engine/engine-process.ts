import { fork, type ChildProcess } from 'node:child_process';
import { engineContract, type EngineContract } from '../../common/contracts/engine';
import {
  emptyContract,
  type ParamsOf,
  type ProgressOf,
  type RequestName,
  type ResultOf,
} from '../../common/rpc/contract';
import { RpcPeer, type RequestOptions } from '../../common/rpc/peer';
import { ChildTransport } from './child-transport';
import { childEnvironment } from '../../common/process/child-environment';
import { exitReason, type EngineExit } from './exit-reason';
import { eachLine } from './lines';

/** How long a process may take to notice that it should stop. */
const patienceMs = 300;

/** How an engine is called. */
export interface EngineRequestOptions<Progress> extends RequestOptions<Progress> {
  /**
   * Leaves the process alone when it does not notice a cancellation: for what a view asks and no longer wants, which is
   * not worth the model in memory and the result on show.
   */
  readonly spare?: boolean;
}

export interface EngineProcessOptions {
  /** dist/engine.js */
  readonly modulePath: string;
  readonly log: (line: string) => void;
}

/**
 * A forked engine process. It ends for good: by {@link dispose}, by a crash, or because it did not notice within 300 ms
 * that a request was cancelled (native code that computes reads no messages). Open calls are then rejected with `gone`.
 */
export class EngineProcess {
  readonly #child: ChildProcess;
  readonly #peer: RpcPeer<typeof emptyContract, EngineContract>;
  readonly #log: (line: string) => void;
  readonly #listeners = new Set<(exit: EngineExit) => void>();
  #exit: EngineExit | undefined;
  #stopReason: string | undefined;
  #open = 0;
  #watching = false;

  private constructor({ modulePath, log }: EngineProcessOptions) {
    this.#log = log;
    this.#child = fork(modulePath, [], {
      execArgv: [],
      env: childEnvironment(process.env),
      serialization: 'advanced',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const transport = new ChildTransport(this.#child, log);
    this.#peer = new RpcPeer({
      transport,
      serves: emptyContract,
      handlers: { requests: {}, notifications: {} },
      calls: engineContract,
      onProtocolError: (error) => log(`A message was not understood: ${error.message}`),
    });
    this.#listen(transport);
  }

  static start(options: EngineProcessOptions): EngineProcess {
    return new EngineProcess(options);
  }

  /** The process's number in the system; undefined when it could not be started. */
  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** How it ended; undefined while it runs. */
  get exit(): EngineExit | undefined {
    return this.#exit;
  }

  /** True while a call waits for its answer. */
  get busy(): boolean {
    return this.#open > 0;
  }

  /**
   * Calls the engine. Aborting the signal rejects the call at once with `cancelled`, and stops the work: between steps
   * when the process reads its messages, else by ending the process after 300 ms (unless it is spared). A newer `run`
   * replaces a waiting one by itself and needs no signal.
   */
  async request<Name extends RequestName<EngineContract>>(
    method: Name,
    params: ParamsOf<EngineContract, Name>,
    options: EngineRequestOptions<ProgressOf<EngineContract, Name>> = {},
  ): Promise<ResultOf<EngineContract, Name>> {
    const letGo = options.spare ? undefined : options.signal?.onAbort(() => this.#killUnlessItAnswers());
    this.#open += 1;
    try {
      return await this.#peer.request(method, params, options);
    } finally {
      this.#open -= 1;
      letGo?.();
    }
  }

  /** Calls back once when the process has ended, at once when it has already. Gives a function that lets go. */
  onExit(listener: (exit: EngineExit) => void): () => void {
    if (this.#exit) listener(this.#exit);
    else this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Ends the process now; its memory is back with the system. */
  dispose(): void {
    this.#kill('The engine was unloaded.');
  }

  #listen(transport: ChildTransport): void {
    const { stdout, stderr } = this.#child;
    if (stdout) eachLine(stdout, this.#log);
    if (stderr) eachLine(stderr, this.#log);
    const ended = (reason: string): void => {
      if (this.#exit) return;
      this.#exit = { expected: this.#stopReason !== undefined, reason: this.#stopReason ?? reason };
      this.#log(this.#exit.reason);
      transport.close(this.#exit.reason);
      for (const listener of [...this.#listeners]) listener(this.#exit);
      this.#listeners.clear();
    };
    this.#child.once('exit', (code, signal) => ended(exitReason(code, signal)));
    this.#child.on('error', (error) => {
      if (this.#child.pid === undefined) ended(`The engine could not be started: ${error.message}`);
      else this.#log(`The engine's channel failed: ${error.message}`);
    });
    // A process that let go of its channel can neither answer nor be asked to stop.
    this.#child.once('disconnect', () => setTimeout(() => this.#child.kill('SIGKILL'), patienceMs).unref());
  }

  #killUnlessItAnswers(): void {
    if (this.#exit || this.#watching) return;
    this.#watching = true;
    const stopped = 'The engine was stopped because it did not react to the cancellation.';
    const timer = setTimeout(() => this.#kill(stopped), patienceMs);
    const answered = (): void => {
      clearTimeout(timer);
      this.#watching = false;
    };
    // Sent behind the cancellation: when this is answered, that was read.
    this.#peer.request('memory', {}).then(answered, answered);
  }

  #kill(reason: string): void {
    if (this.#exit) return;
    this.#stopReason ??= reason;
    this.#child.kill('SIGKILL');
  }
}
