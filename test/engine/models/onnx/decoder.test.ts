import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readCheckpoint } from '../../../../src/engine/models/checkpoint';
import {
  TensorProto_DataType as DataType,
  type GraphProto,
} from '../../../../src/engine/formats/onnx/generated/onnx_pb';
import { onnxExport } from '../../support/fixtures';
import { valueInfo } from '../support/edit-graph';
import { copyModel } from '../support/model-folder';
import { editOnnx } from '../support/onnx-file';
import { batchOf, runOnce } from '../support/run-once';

const batch = batchOf([[9, 17, 23, 2]], 1);
const target = (...ids: number[]) => ({
  inputIds: BigInt64Array.from(ids, BigInt),
  attentionMask: new BigInt64Array(ids.length).fill(1n),
  dims: [1, ids.length] as const,
});

/** A model beside its export, with changes to its config and its graph. */
function exported(
  model: string,
  config: Record<string, unknown> = {},
  change: (graph: GraphProto) => unknown = () => null,
) {
  const folder = copyModel(model);
  cpSync(onnxExport(`${model}.dynamo.onnx`), join(folder, 'export.onnx'));
  editOnnx(join(folder, 'export.onnx'), change);
  const path = join(folder, 'config.json');
  writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), ...config }));
  return folder;
}

test('a file that makes the target of the text takes no other', async () => {
  const folder = exported('bart-sequence-classification');
  const alone = await runOnce(folder, 'export.onnx', batch);
  // The start token, then the text without its last one.
  const same = await runOnce(folder, 'export.onnx', { ...batch, decoder: target(2, 9, 17, 23) });
  expect(same.get('logits')).toEqual(alone.get('logits'));
  const other = runOnce(folder, 'export.onnx', { ...batch, decoder: target(2, 9, 17, 24) });
  await expect(other).rejects.toMatchObject({
    code: 'usage',
    message: expect.stringContaining('takes no target') as unknown,
  });
});

test('without a target the decoder is given its start token, of an architecture that is not known too', async () => {
  const known = exported('t5-conditional-generation');
  const started = await runOnce(known, 'export.onnx', { ...batch, decoder: target(0) });
  expect(started.get('decoder_hidden_states.2')?.dims).toEqual([1, 1, 32]);
  const settings = { model_type: 'unheard-of', is_encoder_decoder: true, decoder_start_token_id: 0 };
  for (const folder of [known, exported('t5-conditional-generation', settings)]) {
    const alone = await runOnce(folder, 'export.onnx', batch);
    expect([...alone.keys()]).toEqual([...started.keys()]);
    for (const [name, tensor] of started) expect(alone.get(name)).toEqual(tensor);
  }
});

test('what a decoder reads that is not known leaves its inside out', async () => {
  const settings = { model_type: 'unheard-of', is_encoder_decoder: true };
  const { missing, results } = (await readCheckpoint(
    exported('bart-sequence-classification', settings),
    'export.onnx',
  )) as {
    missing?: string | null;
    results?: readonly { readonly name: string }[];
  };
  expect(missing).toContain('what its decoder reads cannot be told');
  expect(results?.map(({ name }) => name)).toEqual(['logits']);
});

test('a text and a target of fixed sizes are refused', async () => {
  const folder = exported('t5-conditional-generation', {}, (graph) => {
    graph.input = graph.input.map(({ name }) =>
      valueInfo(name, DataType.INT64, name === 'decoder_input_ids' ? [1, 'target'] : [1, 8]),
    );
  });
  await expect(readCheckpoint(folder, 'export.onnx')).rejects.toMatchObject({ code: 'unsupported' });
});
