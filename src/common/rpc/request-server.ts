import { LensError, toErrorData } from '../errors/lens-error';
import { checkShape } from '../json/parse-json';
import { pack, unpack } from '../tensors/pack';
import { CancellationSource } from './cancellation';
import type { Contract, Handlers, RequestContext } from './contract';
import type { WireMessage } from './wire';

type Incoming = Extract<WireMessage, { type: 'request' | 'cancel' | 'notification' }>;
type AnyRequestHandler = (params: unknown, context: RequestContext<unknown>) => unknown;
type AnyNotificationHandler = (params: unknown) => void;

/** The answering half of an {@link RpcPeer}: checks parameters, runs handlers, sends results, progress and errors. */
export class RequestServer<Serves extends Contract> {
  readonly #running = new Map<number, CancellationSource>();

  constructor(
    private readonly serves: Serves,
    private readonly handlers: Handlers<Serves>,
    private readonly send: (message: WireMessage) => void,
  ) {}

  /** Acts on one message. Throws for notifications that are not understood; failed requests are answered instead. */
  receive(message: Incoming): void {
    if (message.type === 'cancel') this.#running.get(message.id)?.abort();
    else if (message.type === 'notification') this.#notified(message);
    else void this.#requested(message);
  }

  /** Cancels all that is at work. */
  cancelAll(): void {
    for (const source of this.#running.values()) source.abort();
  }

  #notified({ method, data }: Extract<Incoming, { type: 'notification' }>): void {
    const schema = Object.hasOwn(this.serves.notifications, method) ? this.serves.notifications[method] : undefined;
    if (!schema) throw new LensError('internal', `There is no notification "${method}".`);
    const handler = this.handlers.notifications[method as never] as AnyNotificationHandler;
    handler(checkShape(unpack(data), schema, `The message "${method}"`));
  }

  async #requested({ id, method, data }: Extract<Incoming, { type: 'request' }>): Promise<void> {
    const source = new CancellationSource();
    this.#running.set(id, source);
    try {
      const schema = Object.hasOwn(this.serves.requests, method) ? this.serves.requests[method] : undefined;
      if (!schema) throw new LensError('internal', `There is no request "${method}".`);
      const params = checkShape(unpack(data), schema.params, `The request "${method}"`);
      const handler = this.handlers.requests[method as never] as AnyRequestHandler;
      const progress = (value: unknown): void => {
        if (!source.aborted) this.send({ type: 'progress', id, data: pack(value) });
      };
      const result = await handler(params, { signal: source, progress });
      if (!source.aborted) this.send({ type: 'result', id, data: pack(result) });
    } catch (error) {
      if (!source.aborted) this.send({ type: 'failure', id, error: toErrorData(error) });
    } finally {
      this.#running.delete(id);
    }
  }
}
