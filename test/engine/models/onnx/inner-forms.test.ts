import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LensError } from '../../../../src/common/errors/lens-error';
import {
  TensorProto_DataType as DataType,
  type GraphProto,
} from '../../../../src/engine/formats/onnx/generated/onnx_pb';
import type { ModelOutputs } from '../../../../src/engine/models/loaded-model';
import { node } from '../../formats/onnx/support/tiny-graph';
import { rename, valueInfo } from '../support/edit-graph';
import { packInFourBits, roundToFourBits, toHalf } from '../support/few-bits';
import { relativeDifference } from '../support/golden';
import { copyModel } from '../support/model-folder';
import { editOnnx } from '../support/onnx-file';
import { batchOf, runOnce } from '../support/run-once';

const file = 'onnx/model.onnx';
const batch = batchOf(
  [
    [0, 272, 271, 68, 73, 2],
    [0, 44, 87, 2, null, null],
  ],
  1,
);
const mask = [
  [1, 1, 1, 1, 1, 1],
  [1, 1, 1, 1, 0, 0],
];

async function changed(model: string, change: (graph: GraphProto) => unknown): Promise<ModelOutputs> {
  const folder = copyModel(model);
  editOnnx(join(folder, file), change);
  return runOnce(folder, file, batch);
}

/** Attention and hidden states are those of another run. */
function expectSame(actual: ModelOutputs, expected: ModelOutputs, tolerance: number): void {
  const names = [...expected.keys()].filter((name) => /\.\d+$/.test(name));
  expect(names).toHaveLength(5);
  for (const name of names) {
    const [a, b] = [actual.get(name), expected.get(name)];
    if (!a || !b) throw new Error(`${name} is missing`);
    expect(relativeDifference(name, a, b, mask), name).toBeLessThan(tolerance);
  }
}

/** Keys and values of earlier tokens before those of the text, as decoders with a cache are exported. */
function withPast(graph: GraphProto): void {
  for (const layer of [0, 1]) {
    const attn = `/model/transformer/h.${layer}/attn`;
    for (const part of ['key', 'value']) {
      graph.input.push(valueInfo(`past_key_values.${layer}.${part}`, DataType.FLOAT, ['batch', 4, 'past', 8]));
      graph.output.push(valueInfo(`present.${layer}.${part}`, DataType.FLOAT, ['batch', 4, 'all', 8]));
    }
    const keys = graph.node.findIndex(({ output }) => output[0] === `${attn}/Transpose_2_output_0`);
    const [present, past] = [`present.${layer}.key`, `past_key_values.${layer}.key`];
    const joined = [
      node('Transpose', [`${attn}/Reshape_output_0`], [`${attn}/keys`], { perm: [0, 2, 1, 3] }),
      node('Concat', [past, `${attn}/keys`], [present], { axis: 2 }),
      node('Transpose', [present], [`${attn}/Transpose_2_output_0`], { perm: [0, 1, 3, 2] }),
    ];
    graph.node.splice(keys, 1, ...joined);
    rename(graph, `${attn}/Transpose_output_0`, `present.${layer}.value`);
    const values = graph.node.findIndex(({ output }) => output[0] === `present.${layer}.value`);
    graph.node[values]!.output = [`${attn}/values`];
    const earlier = [`past_key_values.${layer}.value`, `${attn}/values`];
    graph.node.splice(values + 1, 0, node('Concat', earlier, [`present.${layer}.value`], { axis: 2 }));
  }
}

describe('forms of files', () => {
  test('a decoder that takes keys and values of earlier tokens, of which there are none', async () => {
    expectSame(await changed('gpt2-causal-lm', withPast), await changed('gpt2-causal-lm', () => undefined), 1e-6);
  });

  test('weights in float16', async () => {
    const halved = await changed('roberta-sentiment', (graph) => {
      for (const tensor of graph.initializer.filter(({ dataType, dims }) => dataType === 1 && dims.length === 2)) {
        const { name } = tensor;
        tensor.name = `${name} half`;
        tensor.dataType = DataType.FLOAT16;
        tensor.rawData = toHalf(tensor.rawData);
        graph.node.unshift(node('Cast', [tensor.name], [name], { to: DataType.FLOAT }));
      }
    });
    expectSame(halved, await changed('roberta-sentiment', () => undefined), 5e-3);
  });

  test('weights in four bits', async () => {
    const packed = await changed('roberta-sentiment', packInFourBits);
    expectSame(packed, await changed('roberta-sentiment', roundToFourBits), 1e-3);
  });

  test('sizes that the file fixes: rows in portions, shorter texts padded', async () => {
    const fixed = await changed('roberta-sentiment', (graph) => {
      graph.input = graph.input.map(({ name }) => valueInfo(name, DataType.INT64, [1, 9]));
    });
    expectSame(fixed, await changed('roberta-sentiment', () => undefined), 1e-5);
  });
});

test('whatever is done to a graph: attention that sums to 1, or a sentence', { timeout: 60_000 }, async () => {
  const place = fc.nat(10_000);
  const edit = fc.record({
    kind: fc.constantFrom('input', 'swap', 'drop', 'op'),
    node: place,
    at: place,
    other: place,
  });
  const ops = ['Add', 'Mul', 'Softmax', 'MatMul', 'Identity', 'Transpose', 'LayerNormalization'];
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 3 }), async (edits) => {
      const outputs = await changed('distilbert-sequence-classification', ({ node: nodes }) => {
        for (const { kind, node: which, at, other } of edits) {
          const index = which % nodes.length;
          const [chosen, second] = [nodes[index]!, nodes[other % nodes.length]!];
          if (kind === 'drop') nodes.splice(index, 1);
          else if (kind === 'op') chosen.opType = ops[at % ops.length]!;
          else if (kind === 'swap') chosen.input.reverse();
          else chosen.input[at % Math.max(1, chosen.input.length)] = second.output[0] ?? '';
        }
      }).catch((error: unknown) => {
        if (!(error instanceof LensError)) throw error;
        expect(error.code).not.toBe('internal');
        return new Map() as ModelOutputs;
      });
      for (const [name, { dims, data }] of outputs) {
        if (!name.startsWith('attentions.')) continue;
        expect(dims).toEqual([2, 4, 6, 6]);
        for (let row = 0; row < data.length; row += 6) {
          const sum = data.slice(row, row + 6).reduce((a, b) => a + b, 0);
          if (!Number.isNaN(sum)) expect(sum).toBeCloseTo(1, 4);
        }
      }
    }),
    { numRuns: 60 },
  );
});
