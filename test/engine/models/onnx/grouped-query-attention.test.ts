import { create } from '@bufbuild/protobuf';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  OperatorSetIdProtoSchema,
  TensorProtoSchema,
  TensorProto_DataType as DataType,
  type GraphProto,
} from '../../../../src/engine/formats/onnx/generated/onnx_pb';
import { node } from '../../formats/onnx/support/tiny-graph';
import { onnxExport } from '../../support/fixtures';
import { compareCase, inputsOf, readGolden, referenceModels } from '../support/golden';
import { copyModel } from '../support/model-folder';
import { editOnnx } from '../support/onnx-file';
import { runOnce } from '../support/run-once';

const model = 'llama-causal-lm';

/** Queries and keys (rotated), values, and what comes out of the attention of each layer of the export. */
const layers = [
  { q: 'add_3', k: 'add_4', v: 'transpose_2', out: 'view_3', old: ['val_208', 'matmul_1', 'transpose_4'] },
  { q: 'add_10', k: 'add_11', v: 'transpose_7', out: 'view_7', old: ['val_354', 'matmul_3', 'transpose_9'] },
];

const numbers = (name: string, values: readonly number[], dims = [values.length]) =>
  create(TensorProtoSchema, { name, dataType: DataType.INT64, dims: dims.map(BigInt), int64Data: values.map(BigInt) });

/** Puts ONNX Runtime's operator for decoders in place of the attention, as its own model builder does. */
function fuse(graph: GraphProto): void {
  graph.initializer.push(numbers('joined', [0, 0, -1]), numbers('axis', [1]), numbers('one', [1], []));
  const lengths = [
    node('ReduceSum', ['attention_mask', 'axis'], ['length'], { keepdims: 0 }),
    node('Sub', ['length', 'one'], ['last']),
    node('Cast', ['last'], ['last32'], { to: DataType.INT32 }),
    node('Shape', ['attention_mask'], ['size']),
    node('Gather', ['size', 'one'], ['total'], { axis: 0 }),
    node('Cast', ['total'], ['total32'], { to: DataType.INT32 }),
  ];
  for (const { q, k, v, out, old } of layers) {
    const parts = [q, k, v].flatMap((name) => [
      node('Transpose', [name], [`${name} by token`], { perm: [0, 2, 1, 3] }),
      node('Reshape', [`${name} by token`, 'joined'], [`${name} joined`]),
    ]);
    const inputs = [...[q, k, v].map((name) => `${name} joined`), '', '', 'last32', 'total32'];
    const results = [out, `${out} keys`, `${out} values`];
    const fused = node('com.microsoft.GroupQueryAttention', inputs, results, { num_heads: 4, kv_num_heads: 2 });
    graph.node = graph.node.flatMap((each) => {
      const [made = ''] = each.output;
      if (old.includes(made)) return [];
      return made === out ? [...parts, fused] : [each];
    });
  }
  graph.node.unshift(...lengths);
}

test('the operator of ONNX Runtime for decoders gives its probabilities', async () => {
  const folder = copyModel(model);
  cpSync(onnxExport(`${model}.dynamo.onnx`), join(folder, 'export.onnx'));
  editOnnx(join(folder, 'export.onnx'), (graph, whole) => {
    fuse(graph);
    whole.opsetImport.push(create(OperatorSetIdProtoSchema, { domain: 'com.microsoft', version: 1n }));
  });
  const { golden, tensors } = await readGolden(join(referenceModels, model));
  const inner = new Map([...tensors].filter(([name]) => /(attentions|hidden_states)\.\d+$/.test(name)));
  // The operator takes the length of a text for its place: padding before it is turned behind it and back.
  expect(golden.cases.map(({ name }) => name)).toContain('batch_left');
  for (const each of golden.cases) {
    const outputs = await runOnce(folder, 'export.onnx', inputsOf(each));
    const { wrong, compared } = compareCase(each, inner, outputs, golden.tolerance.relative_to_max_abs);
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(2);
  }
});
