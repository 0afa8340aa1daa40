import type { Transport } from '../../common/rpc/wire';

/** What of `process` the transport uses. */
export interface ProcessChannel {
  send?:
    | ((message: unknown, handle: undefined, options: undefined, done: (error: Error | null) => void) => boolean)
    | undefined;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  once(event: 'disconnect', listener: () => void): unknown;
}

/**
 * The child's end of the channel that `child_process.fork` makes with `serialization: 'advanced'`.
 * @param onSendError told when a message could not be written, which happens when the parent just went away
 */
export function processTransport(channel: ProcessChannel, onSendError: (error: Error) => void): Transport {
  return {
    send: (message) => {
      channel.send?.(message, undefined, undefined, (error) => {
        if (error) onSendError(error);
      });
    },
    onMessage: (listener) => channel.on('message', listener),
    onClose: (listener) => channel.once('disconnect', () => listener('The extension host ended.')),
  };
}
