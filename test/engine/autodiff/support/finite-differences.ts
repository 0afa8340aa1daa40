import * as ort from 'onnxruntime-node';
import { differentiate } from '../../../../src/engine/autodiff/differentiate';
import { encodeModel } from '../../../../src/engine/formats/onnx/encode-model';
import { Graph } from '../../../../src/engine/graph/graph';
import { prune } from '../../../../src/engine/graph/prune';
import type { GraphRecord } from '../../../../src/engine/graph/record';
import type { Value } from '../../../../src/engine/graph/types';
import { lowerGraph } from '../../../../src/engine/runtime/lowering/lower-graph';

/** A parameter of a small graph with the numbers at which it is differentiated. */
export interface Point {
  readonly shape: readonly number[];
  readonly data: Float32Array<ArrayBuffer>;
}

/** Numbers that look random, from -1 to 1 and none near 0; the same every time. */
export function numbers(count: number, seed = 1): number[] {
  let state = seed;
  return Array.from({ length: count }, () => {
    state = (state * 48271) % 2147483647;
    const value = (state / 2147483647) * 2 - 1;
    return value < 0 ? value - 0.05 : value + 0.05;
  });
}

export function point(shape: readonly number[], seed = 1, map = (value: number) => value): Point {
  const count = shape.reduce((a, b) => a * b, 1);
  return { shape, data: Float32Array.from(numbers(count, seed), map) };
}

type Points = Readonly<Record<string, Point>>;
type Sizes = Readonly<Record<string, number>>;
type Run = (points: Points, sizes: Sizes) => Promise<Record<string, Float32Array>>;

/** Opens a record whose parameters are given with every run; an input of each open size says how large it is. */
async function open(record: GraphRecord): Promise<{ run: Run; close: () => Promise<void> }> {
  const given = new Set(record.parameters.map(({ name }) => name));
  const none = (): never => {
    throw new Error('Nothing is stored');
  };
  const session = await ort.InferenceSession.create(encodeModel(lowerGraph('small', record, none, { given })));
  const names = session.inputNames.slice(record.inputs.length);
  const run: Run = async (points, sizes) => {
    const weights = record.parameters.map(({ name }, index) => {
      const { data, shape } = points[name] ?? none();
      return [names[index] ?? '', new ort.Tensor('float32', data, shape)] as const;
    });
    const measures = record.inputs.map(({ name }) => {
      const size = sizes[name] ?? none();
      return [name, new ort.Tensor('int64', new BigInt64Array(size), [size])] as const;
    });
    const feeds: Record<string, ort.Tensor> = Object.fromEntries<ort.Tensor>([...weights, ...measures]);
    const results = await session.run(feeds);
    return Object.fromEntries(Object.entries(results).map(([name, { data }]) => [name, data as Float32Array]));
  };
  return { run, close: () => session.release() };
}

/**
 * The largest difference between the gradients of a small graph and central differences, as a share of the largest of
 * the latter, each computed by ONNX Runtime. The loss is the sum of the result times fixed numbers.
 * @param build makes the result of the parameters
 * @param sizes open sizes, by name; each is that of an int64 input of the same name
 */
export async function gradientError(
  points: Points,
  build: (g: Graph, parameters: Readonly<Record<string, Value>>) => Value,
  sizes: Sizes = {},
): Promise<number> {
  const graph = new Graph();
  for (const name of Object.keys(sizes)) graph.input(name, 'int64', [name]);
  const parameters = Object.fromEntries(
    Object.entries(points).map(([name, { shape }]) => [name, graph.parameter(name, shape)]),
  );
  const result = build(graph, parameters);
  const waves = graph.unary('sin', graph.add(graph.scale(result, 0), placeNumbers(graph, result)));
  const loss = graph.sumTo(graph.mul(result, waves), []);
  graph.output('loss', loss);
  const { record, gradients } = differentiate(graph.finish(), loss, new Set(Object.keys(points)));
  const named = new Graph(record);
  for (const [name, { whole, rows }] of gradients) {
    const scattered = rows.map(({ ids, vectors }) =>
      named.apply('scatterRows', [vectors, ids], { rows: points[name]?.shape[0] ?? 0 }),
    );
    const all = [...(whole === null ? [] : [whole]), ...scattered];
    named.output(
      `gradient.${name}`,
      all.reduce((a, b) => named.add(a, b)),
    );
  }
  const { run, close } = await open(
    prune(
      named.finish(),
      named.finish().outputs.map(({ name }) => name),
    ),
  );
  const analytic = await run(points, sizes);
  let [difference, largest] = [0, 0];
  for (const [name, { shape, data }] of Object.entries(points)) {
    for (let index = 0; index < data.length; index++) {
      const lossAt = async (step: number): Promise<number> => {
        const moved = Float32Array.from(data);
        moved[index] = (moved[index] ?? 0) + step;
        return (await run({ ...points, [name]: { shape, data: moved } }, sizes))['loss']?.[0] ?? NaN;
      };
      const numeric = ((await lossAt(1e-2)) - (await lossAt(-1e-2))) / 2e-2;
      difference = Math.max(difference, Math.abs(numeric - (analytic[`gradient.${name}`]?.[index] ?? 0)));
      largest = Math.max(largest, Math.abs(numeric));
    }
  }
  await close();
  return difference / largest;
}

/** Different numbers at different places along the last two axes, which broadcast to the result. */
function placeNumbers(g: Graph, result: Value): Value {
  const sizes = result.shape.slice(-2);
  const ranges = sizes.map((size, axis) => {
    const places = g.scale(g.cast(g.range(size), 'float32'), 1.3 + axis);
    return axis === sizes.length - 1 ? places : g.reshape(places, [size, 1]);
  });
  return ranges.reduce((a, b) => g.add(a, b), g.scalar(0.7));
}
