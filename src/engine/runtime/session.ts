import { InferenceSession } from 'onnxruntime-node';
import type { Device } from '../../common/contracts/model';
import { LensError } from '../../common/errors/lens-error';

export interface SessionOptions {
  readonly device: Device;
  /** Threads for one operation; 0 leaves it to ONNX Runtime. */
  readonly threads: number;
  /** The folder that the model's external files are named from. */
  readonly folder: string;
}

/**
 * Makes an ONNX Runtime session from a model whose weights lie in files. Files are named from the working directory
 * (a model given as bytes has no place of its own), which is therefore another one until the session stands.
 * @throws LensError `device` when the device does not work, `internal` when ONNX Runtime refuses the model
 */
export async function createSession(model: Uint8Array, options: SessionOptions): Promise<InferenceSession> {
  const before = process.cwd();
  process.chdir(options.folder);
  try {
    return await InferenceSession.create(model, {
      executionProviders: [options.device],
      intraOpNumThreads: options.threads,
      interOpNumThreads: 1,
      logSeverityLevel: 4,
    });
  } catch (cause) {
    throw explain(cause, options.device);
  } finally {
    process.chdir(before);
  }
}

function explain(cause: unknown, device: Device): LensError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  if (device === 'cpu')
    return new LensError('internal', `ONNX Runtime cannot load the model: ${reason}`, undefined, { cause });
  return new LensError('device', `The device ${device} does not work here: ${reason}`, 'Choose the device cpu.', {
    cause,
  });
}
