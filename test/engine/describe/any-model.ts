import * as v from 'valibot';
import { expect } from 'vitest';
import { modelDescriptionSchema, type ModelDescription } from '../../../src/common/contracts/description';
import { LensError } from '../../../src/common/errors/lens-error';
import { rawConfigSchema } from '../../../src/engine/architectures/config/raw-config';
import { describeModel } from '../../../src/engine/describe/describe-model';
import type { SourceTensor } from '../../../src/engine/describe/source';

/** What a description of anything must be: whole, of the shape of its contract, its numbers finite. */
export function check(description: ModelDescription): void {
  const parsed = v.safeParse(modelDescriptionSchema, description);
  expect(parsed.issues?.[0]).toBeUndefined();
}

/** Describes whatever it is given. @throws LensError for a config that is refused where it is read */
export function describeAny(config: object, found: SourceTensor[] | null): ModelDescription {
  const parsed = v.safeParse(rawConfigSchema, config);
  if (!parsed.success) throw new LensError('bad-file', 'config.json is broken.');
  return describeModel({
    config: parsed.output,
    configText: JSON.stringify(config),
    tensors: found,
    ...{ withoutTensors: null, used: null, files: ['model.safetensors'], bytesRead: 0 },
    ...{ specialTokens: null, withoutStatistics: null },
  });
}
