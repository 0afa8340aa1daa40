import * as v from 'valibot';
import { errorDataSchema } from '../errors/lens-error';
import { typedArrays, type TensorDtype } from '../tensors/tensor';

const packedSchema = v.object({
  body: v.unknown(),
  arrays: v.array(
    v.object({
      dtype: v.picklist(Object.keys(typedArrays) as TensorDtype[]),
      offset: v.number(),
      length: v.number(),
    }),
  ),
  // Some webview transports deliver an ArrayBuffer where a view was sent.
  buffer: v.union([
    v.instance(Uint8Array),
    v.pipe(
      v.instance(ArrayBuffer),
      v.transform((bytes) => new Uint8Array(bytes)),
    ),
  ]),
});

/** Every message that crosses a boundary. `id` pairs a request with its progress, cancellation and end. */
export const wireSchema = v.variant('type', [
  v.object({ type: v.literal('request'), id: v.number(), method: v.string(), data: packedSchema }),
  v.object({ type: v.literal('cancel'), id: v.number() }),
  v.object({ type: v.literal('progress'), id: v.number(), data: packedSchema }),
  v.object({ type: v.literal('result'), id: v.number(), data: packedSchema }),
  v.object({ type: v.literal('failure'), id: v.number(), error: errorDataSchema }),
  v.object({ type: v.literal('notification'), method: v.string(), data: packedSchema }),
]);

export type WireMessage = v.InferOutput<typeof wireSchema>;

/** The pipe under the RPC: a child process's channel, a webview's postMessage, or a pair of arrays in a test. */
export interface Transport {
  send(message: WireMessage): void;
  /** What arrives is not yet checked. */
  onMessage(listener: (message: unknown) => void): void;
  /** Called once when nothing can arrive any more, with the reason as a plain sentence. */
  onClose(listener: (reason: string) => void): void;
}
