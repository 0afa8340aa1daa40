import type { ChildProcess } from 'node:child_process';
import type { Transport } from '../../common/rpc/wire';

/** The parent's end of the channel to a forked process. It closes when {@link ChildTransport.close} says why. */
export class ChildTransport implements Transport {
  #onClose: ((reason: string) => void) | undefined;

  constructor(
    private readonly child: ChildProcess,
    private readonly log: (line: string) => void,
  ) {}

  send(message: object): void {
    // A message to a process that has just ended fails here; its exit is on the way and rejects the call.
    this.child.send(message, (error) => {
      if (error) this.log(`A message could not be sent: ${error.message}`);
    });
  }

  onMessage(listener: (message: unknown) => void): void {
    this.child.on('message', listener);
  }

  onClose(listener: (reason: string) => void): void {
    this.#onClose = listener;
  }

  close(reason: string): void {
    this.#onClose?.(reason);
  }
}
