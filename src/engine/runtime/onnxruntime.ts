import type * as Ort from 'onnxruntime-node';
import { LensError } from '../../common/errors/lens-error';

export type OnnxRuntime = typeof Ort;

/**
 * The native library, loaded when it is first needed.
 * @throws LensError `device` where it has no build for the platform or cannot be loaded
 */
export async function onnxRuntime(): Promise<OnnxRuntime> {
  try {
    const ort = await import('onnxruntime-node');
    // What goes wrong is thrown and told once; the library would print it as well.
    ort.env.logLevel = 'fatal';
    return ort;
  } catch (cause) {
    throw new LensError(
      'device',
      `ONNX Runtime, which runs the models, cannot be loaded on ${process.platform}-${process.arch}.`,
      'It runs on Windows and Linux (x64 and arm64, Linux with glibc 2.28 or newer) and on macOS with Apple silicon. Tokens can be looked at everywhere.',
      { cause },
    );
  }
}
