import { expect } from 'vitest';
import { join } from 'node:path';
import type { ErrorCode } from '../../../../src/common/errors/lens-error';
import type { GraphProto, ModelProto } from '../../../../src/engine/formats/onnx/generated/onnx_pb';
import { copyModel } from './model-folder';
import { editOnnx } from './onnx-file';
import { batchOf, runOnce } from './run-once';

export const file = 'onnx/model.onnx';
export const batch = batchOf([[0, 272, 271, 2]], 1);

/** A copy of a model with a changed ONNX file. */
export function changed(change: (graph: GraphProto, model: ModelProto) => unknown): string {
  const folder = copyModel('roberta-sentiment');
  editOnnx(join(folder, file), change);
  return folder;
}

/** What a person reads when the file is opened, or when it is run. */
export async function expectFailure(folder: string, code: ErrorCode, message: RegExp): Promise<void> {
  const started = performance.now();
  const expected = { name: 'LensError', code, message: expect.stringMatching(message) as unknown };
  await expect(runOnce(folder, file, batch)).rejects.toMatchObject(expected);
  expect(performance.now() - started).toBeLessThan(5000);
}
