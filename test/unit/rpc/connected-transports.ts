import type { Transport, WireMessage } from '../../../src/common/rpc/wire';

interface TransportEnd extends Transport {
  readonly sent: WireMessage[];
  /** Delivers anything, as a hostile or confused other side would. */
  receive(message: unknown): void;
  close(reason: string): void;
}

/** Two transports that are each other's other side; messages arrive a microtask later, as structured clones. */
export function connectedTransports(): [TransportEnd, TransportEnd] {
  const [left, right] = [new End(), new End()];
  left.other = right;
  right.other = left;
  return [left, right];
}

class End implements TransportEnd {
  other: End | undefined;
  readonly sent: WireMessage[] = [];
  #message: (message: unknown) => void = () => undefined;
  #closed: (reason: string) => void = () => undefined;

  send(message: WireMessage): void {
    this.sent.push(message);
    const copy = structuredClone(message);
    queueMicrotask(() => this.other?.receive(copy));
  }

  receive(message: unknown): void {
    this.#message(message);
  }

  onMessage(listener: (message: unknown) => void): void {
    this.#message = listener;
  }

  onClose(listener: (reason: string) => void): void {
    this.#closed = listener;
  }

  close(reason: string): void {
    this.#closed(reason);
  }
}
