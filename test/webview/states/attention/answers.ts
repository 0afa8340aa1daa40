import type { attentionRequests, Links } from '../../../../src/common/contracts/internals/attention';
import type { AttentionKind, AttentionStack, Internals } from '../../../../src/common/contracts/internals/stacks';
import type { lensHostContract } from '../../../../src/common/contracts/lens';
import type { Handlers } from '../../../../src/common/rpc/contract';
import { RecordedAttention, type RecordedParams } from './recorded';
import { chance, score } from './weights';

type Requests = Handlers<typeof lensHostContract>['requests'];
type Answers = Pick<Requests, keyof typeof attentionRequests | 'internals'>;
type Link = readonly [layer: number, head: number, query: number, key: number, weight: number];

const headSize = 64;
const mostSummed = 32;

/** What the host answers about the attention of a model. `internals`: what differs from a model that has all of it. */
export function attentionAnswers(params: RecordedParams, internals: Partial<Internals> = {}): Answers {
  const recorded = new RecordedAttention(params);
  return {
    internals: () => ({ ...internalsOf(params), ...internals }),
    attentionGrid: ({ kind, of, axis, size, layer }) => recorded.grid(kind, of, axis, size, layer),
    attentionPicture: ({ matrix, axis, queries, keys, width, height }) => ({
      pixels: pictureOf(recorded, { matrix, axis, queries, keys, width, height }),
      width,
      height,
    }),
    attentionValues: ({ matrix, axis, queries, keys: [from, to] }) => {
      const { values, keys } = recorded.matrix(matrix, axis, queries);
      const count = keys.length / 2;
      return { values: values.filter((_, index) => index % count >= from && index % count < to) };
    },
    attentionProfile: (asked) => profileOf(recorded, asked),
    attentionLinks: ({ matrix, axis, threshold, limit }) => {
      const { values, keys } = recorded.matrix(matrix, axis);
      const all = linksIn(values, keys.length / 2, matrix.layer ?? 0, matrix.head ?? 0);
      return linksOf(
        all.filter(([, , , , weight]) => weight >= threshold),
        limit,
      );
    },
    strongestLinks: ({ kind, axis, betweenWords, limit }) =>
      linksOf(strongest(recorded, kind, axis, betweenWords), limit),
    neuron: ({ kind, layer, head, query, key }) => {
      const weights = recorded.row(kind, [layer], head, query);
      const of = { ...recorded.tokens(kind), causal: recorded.stack(kind).causal };
      const scores = Float32Array.from(weights, (_, index) => score(of, layer, head, query, index));
      const [q, k] = [query, key].map((token, side) =>
        Float32Array.from({ length: headSize }, (_, index) => chance(layer, head, token, index + side * 99) * 4 - 2),
      );
      const [queryVector, keyVector] = [q ?? new Float32Array(), k ?? new Float32Array()];
      const product = queryVector.map((value, index) => value * (keyVector[index] ?? 0));
      const sum = product.reduce((total, value) => total + value, 0);
      const scale = 0.125;
      const wanted = scores[key] ?? 0;
      return {
        ...{ query: queryVector, key: keyVector, product, scale, bias: wanted - sum * scale, score: wanted },
        ...{ weight: weights[key] ?? 0, scores, weights },
      };
    },
  };
}

function internalsOf({ stacks, input, target = [] }: RecordedParams): Internals {
  return {
    attentions: [...stacks],
    hiddenStates: [],
    missing: null,
    tokens: { input: input.length, target: target.length },
    kept: true,
    device: 'cpu',
    ms: 12.1,
  };
}

function pictureOf(
  recorded: RecordedAttention,
  { matrix, axis, queries, keys, width, height }: Omit<Parameters<Requests['attentionPicture']>[0], 'runId' | 'row'>,
): Uint8Array<ArrayBuffer> {
  const pixels = new Uint8Array(width * height);
  const [rows, columns] = [queries[1] - queries[0], keys[1] - keys[0]];
  for (let row = 0; row < rows; row += 1) {
    const y = Math.floor((row * height) / rows);
    const { values } = recorded.matrix(matrix, axis, [queries[0] + row, queries[0] + row + 1]);
    for (let column = 0; column < columns; column += 1) {
      const at = y * width + Math.floor((column * width) / columns);
      pixels[at] = Math.max(pixels[at] ?? 0, Math.round(255 * Math.sqrt(values[keys[0] + column] ?? 0)));
    }
  }
  return pixels;
}

function profileOf(
  recorded: RecordedAttention,
  { matrix, axis, chosen, direction }: Parameters<Requests['attentionProfile']>[0],
): ReturnType<typeof sums> {
  const { layers } = recorded.stack(matrix.kind);
  const through = Array.from({ length: layers }, (_, layer) =>
    sumOf(recorded, { ...matrix, of: 'weights', layer, head: null }, axis, chosen, direction),
  );
  return sums(sumOf(recorded, matrix, axis, chosen, direction), through);
}

function sums(weights: Float32Array<ArrayBuffer>, through: readonly Float32Array[]) {
  const throughLayers = Float32Array.from(through.flatMap((layer) => [...layer]));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const entropy = weights.reduce(
    (sum, weight) => sum - (weight > 0 ? (weight / total) * Math.log2(weight / total) : 0),
    0,
  );
  return { weights, throughLayers, entropy };
}

function sumOf(
  recorded: RecordedAttention,
  matrix: Parameters<Requests['attentionProfile']>[0]['matrix'],
  axis: Parameters<Requests['attentionProfile']>[0]['axis'],
  chosen: readonly number[],
  direction: 'from' | 'to',
): Float32Array<ArrayBuffer> {
  if (direction === 'from') {
    // Of very many tokens some stand for all: the formula is slow, and these are no numbers that a test looks at.
    const step = Math.ceil(chosen.length / mostSummed);
    const some = chosen.filter((_, index) => index % step === 0);
    const rows = some.map((entry) => recorded.matrix(matrix, axis, [entry, entry + 1]).values);
    return rows.reduce((sum, row) => sum.map((value, key) => value + (row[key] ?? 0))).map((value) => value * step);
  }
  const { values, queries, keys } = recorded.matrix(matrix, axis);
  const count = keys.length / 2;
  return Float32Array.from({ length: queries.length / 2 }, (_, row) =>
    chosen.reduce((sum, key) => sum + (values[row * count + key] ?? 0), 0),
  );
}

function linksIn(values: Float32Array, columns: number, layer: number, head: number): Link[] {
  return Array.from(values, (weight, at) => [layer, head, Math.floor(at / columns), at % columns, weight] as const);
}

function strongest(
  recorded: RecordedAttention,
  kind: AttentionKind,
  axis: Parameters<Requests['strongestLinks']>[0]['axis'],
  betweenWords: boolean,
): Link[] {
  const { layers, heads }: AttentionStack = recorded.stack(kind);
  const { queries, keys } = recorded.tokens(kind);
  const places = Array.from(
    { length: layers * heads },
    (_, index) => [Math.floor(index / heads), index % heads] as const,
  );
  const all = places.flatMap(([layer, head]) => {
    const on = recorded.matrix({ kind, of: 'weights', layer, head }, axis, [0, Math.min(64, queries.length)]);
    const links = linksIn(on.values, on.keys.length / 2, layer, head);
    return links.filter(([, , query, key]) => {
      const special = queries[on.queries[query * 2] ?? 0]?.special || keys[on.keys[key * 2] ?? 0]?.special;
      return !betweenWords || !(special || (kind !== 'cross' && query === key));
    });
  });
  return all;
}

function linksOf(links: Link[], limit: number): Links {
  const sorted = links.sort((a, b) => b[4] - a[4]).slice(0, limit);
  return {
    layers: Int32Array.from(sorted, ([layer]) => layer),
    heads: Int32Array.from(sorted, ([, head]) => head),
    queries: Int32Array.from(sorted, ([, , query]) => query),
    keys: Int32Array.from(sorted, ([, , , key]) => key),
    weights: Float32Array.from(sorted, ([, , , , weight]) => weight),
    total: links.length,
  };
}
