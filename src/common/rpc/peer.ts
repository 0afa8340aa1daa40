import * as v from 'valibot';
import { fromErrorData, LensError } from '../errors/lens-error';
import { checkShape } from '../json/parse-json';
import { pack, unpack } from '../tensors/pack';
import type { CancellationSignal } from './cancellation';
import type {
  Contract,
  Handlers,
  NotificationName,
  NotificationOf,
  ParamsOf,
  ProgressOf,
  RequestName,
  ResultOf,
} from './contract';
import { RequestServer } from './request-server';
import { wireSchema, type Transport, type WireMessage } from './wire';

export interface RequestOptions<Progress> {
  readonly signal?: CancellationSignal;
  readonly onProgress?: (value: Progress) => void;
}

interface PendingCall {
  readonly method: string;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: LensError) => void;
  readonly onProgress: ((value: unknown) => void) | undefined;
}

export interface RpcPeerParams<Serves extends Contract, Calls extends Contract> {
  readonly transport: Transport;
  readonly serves: Serves;
  readonly handlers: Handlers<Serves>;
  readonly calls: Calls;
  /** Told about messages that are not understood; they are dropped. */
  readonly onProtocolError: (error: Error) => void;
}

/**
 * One end of a typed, two-way RPC. Both ends are this class: each serves one contract and calls the other's.
 * Everything that arrives is checked against the contract; calls that are open when the other side goes away are
 * rejected with the code `gone`.
 */
export class RpcPeer<Serves extends Contract, Calls extends Contract> {
  readonly #transport: Transport;
  readonly #calls: Calls;
  readonly #server: RequestServer<Serves>;
  readonly #onProtocolError: (error: Error) => void;
  readonly #pending = new Map<number, PendingCall>();
  #nextId = 1;
  #closed: LensError | undefined;

  constructor(params: RpcPeerParams<Serves, Calls>) {
    this.#transport = params.transport;
    this.#calls = params.calls;
    this.#onProtocolError = params.onProtocolError;
    this.#server = new RequestServer(params.serves, params.handlers, (message) => this.#send(message));
    params.transport.onMessage((message) => this.#receive(message));
    params.transport.onClose((reason) => this.close(reason));
  }

  /**
   * Calls the other side. Rejects with its error, with `cancelled` as soon as the signal says so (the other side is
   * told), and with `gone` when it went away.
   */
  request<Name extends RequestName<Calls>>(
    method: Name,
    params: ParamsOf<Calls, Name>,
    options: RequestOptions<ProgressOf<Calls, Name>> = {},
  ): Promise<ResultOf<Calls, Name>> {
    if (this.#closed) return Promise.reject(this.#closed);
    const id = this.#nextId++;
    return new Promise<ResultOf<Calls, Name>>((resolve, reject) => {
      const letGo = options.signal?.onAbort(() => this.#cancel(id));
      this.#pending.set(id, {
        method,
        resolve: (value) => {
          letGo?.();
          resolve(value);
        },
        reject: (error) => {
          letGo?.();
          reject(error);
        },
        onProgress: options.onProgress as PendingCall['onProgress'],
      });
      if (options.signal?.aborted) this.#cancel(id);
      else this.#send({ type: 'request', id, method, data: pack(params) });
    });
  }

  /** Tells the other side something that needs no answer. Dropped when it is gone. */
  notify<Name extends NotificationName<Calls>>(method: Name, params: NotificationOf<Calls, Name>): void {
    if (!this.#closed) this.#send({ type: 'notification', method, data: pack(params) });
  }

  /** Ends the connection: open calls are rejected with `gone`, handlers at work are cancelled. */
  close(reason: string): void {
    if (this.#closed) return;
    this.#closed = new LensError('gone', reason);
    this.#server.cancelAll();
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    for (const call of pending) call.reject(this.#closed);
  }

  #cancel(id: number): void {
    const call = this.#pending.get(id);
    if (!call) return;
    this.#pending.delete(id);
    if (!this.#closed) this.#send({ type: 'cancel', id });
    call.reject(new LensError('cancelled', 'Cancelled.'));
  }

  #send(message: WireMessage): void {
    if (this.#closed) return;
    this.#transport.send(message);
  }

  #receive(raw: unknown): void {
    if (this.#closed) return;
    try {
      const message = checkShape(raw, wireSchema, 'A message');
      if (message.type === 'progress' || message.type === 'result' || message.type === 'failure') this.#answer(message);
      else this.#server.receive(message);
    } catch (error) {
      this.#onProtocolError(error instanceof Error ? error : new Error(String(error)));
    }
  }

  #answer(message: Extract<WireMessage, { type: 'progress' | 'result' | 'failure' }>): void {
    const call = this.#pending.get(message.id);
    if (!call) return; // cancelled meanwhile
    const schema = this.#calls.requests[call.method];
    if (message.type === 'progress') {
      if (schema?.progress) call.onProgress?.(v.parse(schema.progress, unpack(message.data)));
      return;
    }
    this.#pending.delete(message.id);
    if (message.type === 'failure') call.reject(fromErrorData(message.error));
    else if (schema) this.#settle(call, schema.result, message.data);
  }

  #settle(call: PendingCall, schema: v.GenericSchema, data: Parameters<typeof unpack>[0]): void {
    try {
      call.resolve(checkShape(unpack(data), schema, `The answer to "${call.method}"`));
    } catch (cause) {
      call.reject(
        new LensError('internal', `The answer to "${call.method}" was not understood.`, undefined, { cause }),
      );
    }
  }
}
