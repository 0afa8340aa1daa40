import type { InferenceSession } from 'onnxruntime-node';
import type { Device } from '../../common/contracts/model';
import { LensError } from '../../common/errors/lens-error';
import { plainFailure } from './devices/why-not';
import { profileFirstRun } from './devices/watch-placement';
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
  /**
   * Whether the memory of all inner values is laid out as one block for each shape of the inputs that comes (ONNX Runtime's
   * memory patterns; true unless said). Training does without: it takes a quarter less and no longer.
   */
  readonly memoryPatterns?: boolean;
  /** The folder that the external files of a model given as bytes are named from; null when it has none. */
  readonly folder: string | null;
  /** Whether results are left in the device's memory, to be inputs of other sessions; only WebGPU can. */
  readonly staysOnDevice?: boolean;
  /** Whether to find out, by the first run, which nodes a device leaves to the CPU (`placementIn`). */
  readonly watched?: boolean;
}

/** Only what stops it: ONNX Runtime's warnings are about choices that are made here on purpose. */
const fatalOnly = 4;

/**
 * Makes an ONNX Runtime session from a model's bytes, or from a file, which is not read through JavaScript then.
 * @throws LensError `device` when the device does not work, `internal` when ONNX Runtime refuses the model
 */
export async function createSession(
  { InferenceSession: Session }: OnnxRuntime,
  model: Uint8Array | string,
  { device, threads, prepack, folder, memoryPatterns = true, staysOnDevice = false, watched = false }: SessionOptions,
): Promise<InferenceSession> {
  const profile = watched && device !== 'cpu' ? await profileFirstRun(device) : null;
  const options = {
    ...profile?.options,
    executionProviders: [device],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    enableMemPattern: memoryPatterns,
    ...(staysOnDevice ? { preferredOutputLocation: 'gpu-buffer' as const } : {}),
    logSeverityLevel: fatalOnly,
    extra: {
      session: {
        disable_prepacking: prepack ? '0' : '1',
        // Processors without VNNI add products of 8 bits in 16, which overflows silently: there the slower, exact way.
        x64quantprecision: '1',
        // A model given as bytes has no place of its own. With this its optimiser can read external tensors as well.
        ...(folder === null ? {} : { model_external_initializers_file_folder_path: folder }),
      },
    },
  } as const;
  try {
    const session =
      typeof model === 'string' ? await Session.create(model, options) : await Session.create(model, options);
    return profile?.watch(session) ?? session;
  } catch (cause) {
    await profile?.giveUp();
    throw explain(cause, device);
  }
}

/** A failure of ONNX Runtime in a sentence. What a GPU's provider says is the device's fault, not the model's. */
export function explain(cause: unknown, device: Device): LensError {
  const reason = reasonOf(cause);
  const lack = device === 'cpu' ? memoryLack(cause) : null;
  if (lack !== null) return lack;
  if (device === 'cpu') return new LensError('internal', `ONNX Runtime fails: ${reason}`, undefined, { cause });
  const message = `The device ${device} does not work here: ${reason}`;
  return plainFailure(device, new LensError('device', message, 'Choose the device cpu.', { cause }));
}

/** Ways in which ONNX Runtime says that there is not enough memory; the first tells how much it wanted at once. */
const outOfMemory = /requested (?:buffer of size|bytes of) (\d+)|bad_alloc|out of memory|OUT_OF_MEMORY/;

/** The failure in a sentence where memory is what is missing, else null. */
export function memoryLack(cause: unknown): LensError | null {
  const found = outOfMemory.exec(cause instanceof Error ? cause.message : String(cause));
  if (found === null) return null;
  const size = found[1] === undefined ? '' : `: it asked for ${(Number(found[1]) / 1e9).toFixed(1)} GB at once`;
  return new LensError(
    'too-big',
    `There is not enough memory to run the model${size}.`,
    'Give fewer or shorter texts, or cut them to fewer tokens.',
    { cause },
  );
}

/** What ONNX Runtime says, without what comes first: the file, the place in its source, the condition that did not hold. */
export function reasonOf(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  return message
    .replace(/^.* was false\. /s, '')
    .replace(/^Load model from .*? failed:\s*/s, '')
    .replace(/^\S+\.(?:cc|h|cpp):\d+ .*?\) (?=[A-Z*])/s, '')
    .replace(/^This is an invalid model\. (?=\S)/, '')
    .trim();
}

/** Ways in which ONNX Runtime says that it lacks something; its errors have no codes in JavaScript. */
const lacking =
  /No Op registered for|is not a registered function\/op|Could not find an implementation|is under development|Unsupported model IR version/;

/** True when ONNX Runtime refuses a model because of what it does not have itself: an operator, a version. */
export function isLacking(reason: string): boolean {
  return lacking.test(reason);
}
