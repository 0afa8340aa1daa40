import { create, fromBinary, toBinary, type MessageInitShape } from '@bufbuild/protobuf';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  ModelProtoSchema,
  StringStringEntryProtoSchema,
  TensorProto_DataLocation as DataLocation,
  type GraphProto,
  type ModelProto,
  type TensorProto,
} from '../../../../src/engine/formats/onnx/generated/onnx_pb';

/** Changes an ONNX file of a folder. */
export function editOnnx(path: string, change: (graph: GraphProto, model: ModelProto) => unknown): void {
  const model = fromBinary(ModelProtoSchema, readFileSync(path));
  if (!model.graph) throw new Error(`${path} has no graph`);
  change(model.graph, model);
  writeFileSync(path, toBinary(ModelProtoSchema, model));
}

/** The bytes of an ONNX file. */
export function onnxBytes(model: MessageInitShape<typeof ModelProtoSchema>): Uint8Array {
  return toBinary(ModelProtoSchema, create(ModelProtoSchema, model));
}

/** Says that a tensor's content lies elsewhere. */
export function placeTensor(tensor: TensorProto, entries: Readonly<Record<string, string>>): void {
  tensor.rawData = new Uint8Array();
  tensor.dataLocation = DataLocation.EXTERNAL;
  tensor.externalData = Object.entries(entries).map(([key, value]) =>
    create(StringStringEntryProtoSchema, { key, value }),
  );
}

/**
 * Moves the tensors of a file over `minBytes` into files beside it, as `onnx.save_model(save_as_external_data=True)` does.
 * @param locate the name of the file for the n-th tensor
 */
export function moveOut(path: string, minBytes: number, locate: (index: number) => string): void {
  const files = new Map<string, Uint8Array[]>();
  editOnnx(path, ({ initializer }) => {
    initializer.forEach((tensor, index) => {
      const bytes = tensor.rawData;
      if (bytes.length <= minBytes) return;
      const location = locate(index);
      const parts = files.get(location) ?? [];
      const offset = parts.reduce((sum, part) => sum + part.length, 0);
      // The usual alignment, so that there are gaps as well.
      const gap = (64 - (offset % 64)) % 64;
      files.set(location, [...parts, new Uint8Array(gap), bytes]);
      placeTensor(tensor, { location, offset: String(offset + gap), length: String(bytes.length) });
    });
  });
  for (const [location, parts] of files) {
    const file = join(dirname(path), location);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, Buffer.concat(parts));
  }
}
