import type { InferenceSession } from 'onnxruntime-node';
import type { Device } from '../../common/contracts/model';
import { LensError } from '../../common/errors/lens-error';
import type { OnnxRuntime } from './onnxruntime';

export interface SessionOptions {
  readonly device: Device;
  /** Threads for one operation; 0 leaves it to ONNX Runtime. */
  readonly threads: number;
  /**
   * Whether matrices are laid out anew for the processor while loading. It makes later runs faster (by a third for short
   * texts) and loading slower (by as much as several runs take), so what runs only once does without.
   */
  readonly prepack: boolean;
  /** The folder that the model's external files are named from; null when it has none. */
  readonly folder: string | null;
}

/** Only what stops it: ONNX Runtime's warnings are about choices that are made here on purpose. */
const fatalOnly = 4;

/**
 * Makes an ONNX Runtime session from a model whose weights lie in files. Files are named from the working directory
 * (a model given as bytes has no place of its own), which is therefore another one until the session stands.
 * @throws LensError `device` when the device does not work, `internal` when ONNX Runtime refuses the model
 */
export async function createSession(
  { InferenceSession: Session }: OnnxRuntime,
  model: Uint8Array,
  { device, threads, prepack, folder }: SessionOptions,
): Promise<InferenceSession> {
  const before = process.cwd();
  if (folder !== null) process.chdir(folder);
  try {
    return await Session.create(model, {
      executionProviders: [device],
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      logSeverityLevel: fatalOnly,
      extra: { session: { disable_prepacking: prepack ? '0' : '1' } },
    });
  } catch (cause) {
    throw explain(cause, device);
  } finally {
    process.chdir(before);
  }
}

/** A failure of ONNX Runtime in a sentence. What a GPU's provider says is the device's fault, not the model's. */
export function explain(cause: unknown, device: Device): LensError {
  // Messages begin with the place in ONNX Runtime's source and the condition that did not hold.
  const reason = (cause instanceof Error ? cause.message : String(cause)).replace(/^.* was false\. /s, '').trim();
  if (device === 'cpu') return new LensError('internal', `ONNX Runtime fails: ${reason}`, undefined, { cause });
  return new LensError('device', `The device ${device} does not work here: ${reason}`, 'Choose the device cpu.', {
    cause,
  });
}
