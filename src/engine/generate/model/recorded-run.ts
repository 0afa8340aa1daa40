import type { Tensor } from 'onnxruntime-node';
import { LensError } from '../../../common/errors/lens-error';
import type { GraphRecord } from '../../graph/record';
import type { Value } from '../../graph/types';
import type { OpenedRecord } from '../../models/open-record';
import { nameOfPast, nameOfPresent } from './cache-names';
import type { Cache } from './cache-rows';
import type { DecoderStep, RunStep } from './cached-reading';
import { lastLogits } from './onnx-logits';

/** What a step is called among the inputs of a graph that is recorded here. */
export interface StepNames {
  readonly ids: string;
  readonly mask: string;
}

/** Runs the decoder of a recorded graph. @param logits the result that has them, [rows, vocabulary] or of all tokens */
export function recordedRun(opened: OpenedRecord, record: GraphRecord, names: StepNames, logits: string): RunStep {
  const { Tensor } = opened.ort;
  return async (step, cache) => {
    const { rows, count, total } = step;
    const own: Readonly<Record<string, Tensor>> = {
      [names.ids]: new Tensor('int64', step.ids, [rows, count]),
      [names.mask]: new Tensor('int64', step.mask, [rows, total]),
      position_ids: new Tensor('int64', step.positions, [rows, count]),
      token_type_ids: new Tensor('int64', new BigInt64Array(rows * count), [rows, count]),
    };
    const given = record.inputs.map(({ name, value }) => {
      const remembered = cache.get(nameOfPast(name) ?? name);
      return [name, own[name] ?? remembered ?? emptyPast(opened, value, name, step)] as const;
    });
    const results = await opened.run(Object.fromEntries(given));
    return { logits: numbersOf(results[logits]), cache: new Map([...cache, ...presents(results)]) };
  };
}

/** What a run remembers, by name. */
export function presents(results: Readonly<Record<string, Tensor>>): Cache {
  return new Map(
    Object.entries(results).flatMap(([output, tensor]) => {
      const name = nameOfPresent(output);
      return name === null ? [] : [[name, tensor] as const];
    }),
  );
}

/** Keys or values of no tokens. */
function emptyPast({ ort }: OpenedRecord, { shape }: Value, name: string, { rows }: DecoderStep): Tensor {
  if (nameOfPast(name) === null) throw new LensError('internal', `The graph takes ${name}, which is not given.`);
  const [, heads, , size] = shape;
  return new ort.Tensor('float32', new Float32Array(), [rows, Number(heads), 0, Number(size)]);
}

function numbersOf(tensor: Tensor | undefined): Float32Array {
  if (tensor?.dims.length === 3) return lastLogits(tensor, 'The model');
  if (tensor?.data instanceof Float32Array) return tensor.data;
  throw new LensError('internal', 'The model gives no logits as float32.');
}
