import type { InferenceSession, Tensor } from 'onnxruntime-node';
import type { Device } from '../../../common/contracts/model';
import { LensError } from '../../../common/errors/lens-error';
import { encodeModel } from '../../formats/onnx/encode-model';
import { Graph } from '../../graph/graph';
import { lowerGraph } from '../lowering/lower-graph';
import { onnxRuntime } from '../onnxruntime';
import { createSession, explain } from '../session';
import { notBuiltIn } from './why-not';

/**
 * Computes something small on a device. Run it in a process of its own: a provider that lacks its libraries or its
 * driver may end the process.
 * @throws LensError `device` that says in plain words why the device does not work, and what would help
 */
export async function probeDevice(device: Device): Promise<void> {
  const ort = await onnxRuntime();
  const isBuiltIn = ort.listSupportedBackends().some(({ name }) => name === device);
  if (!isBuiltIn) throw notBuiltIn(device, `${process.platform}-${process.arch}`);
  const session = await createSession(ort, probeModel(), { device, threads: 1, prepack: false, folder: null });
  const y = await runProbe(session, new ort.Tensor('float32', Float32Array.of(1, 2, 3, 4), [2, 2]), device);
  await session.release();
  // [[1, 2], [3, 4]] times itself
  if (y.join() !== '7,10,15,22') throw new LensError('device', `It computes wrong results: ${y.join(', ')}.`);
}

async function runProbe(session: InferenceSession, x: Tensor, device: Device): Promise<Float32Array> {
  try {
    const { y } = await session.run({ x });
    return y?.data instanceof Float32Array ? y.data : new Float32Array();
  } catch (cause) {
    throw explain(cause, device);
  }
}

function probeModel(): Uint8Array {
  const graph = new Graph();
  const x = graph.input('x', 'float32', [2, 2]);
  graph.output('y', graph.matmul(x, x));
  const noWeights = (name: string): never => {
    throw new Error(`The probe has no weight ${name}`);
  };
  return encodeModel(lowerGraph('probe', graph.finish(), noWeights));
}
