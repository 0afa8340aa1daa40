import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BlockOf, ModelDescription } from '../../../src/common/contracts/description';
import { rawConfigSchema } from '../../../src/engine/architectures/config/raw-config';
import { describeModel } from '../../../src/engine/describe/describe-model';
import type { SourceTensor } from '../../../src/engine/describe/source';
import { describeFolder } from '../../../src/engine/describe/sources/folder';
import { dtypeBits, isSafetensorsDtype, torchNameOf } from '../../../src/engine/formats/safetensors/dtypes';
import { parseJson } from '../../../src/common/json/parse-json';
import { referenceModels } from '../models/support/golden';

const headers = join(import.meta.dirname, '../../fixtures/headers');

interface Header {
  readonly config: object;
  readonly tensors: Readonly<Record<string, readonly [string, readonly number[]]>>;
}

/** The reference models of which the headers are kept. */
export const headerModels = readdirSync(headers)
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.replace('.json', ''));

/** A reference model, by its folder or its header. */
export async function described(model: string): Promise<ModelDescription> {
  if (!headerModels.includes(model)) {
    return describeFolder({ folder: join(referenceModels, model), weights: null, tokenizer: null });
  }
  const { config, tensors } = JSON.parse(readFileSync(join(headers, `${model}.json`), 'utf8')) as Header;
  return fromShapes(config, tensors);
}

/** A description of a config and tensors by name. */
export function fromShapes(config: object, tensors: Header['tensors'] | null): ModelDescription {
  const configText = JSON.stringify(config);
  return describeModel({
    config: parseJson(configText, rawConfigSchema, 'config.json'),
    configText,
    tensors: tensors && Object.entries(tensors).map(([name, [dtype, shape]]) => tensorOf(name, dtype, shape)),
    withoutTensors: tensors ? null : 'There are no weights.',
    used: null,
    files: ['model.safetensors'],
    bytesRead: 0,
    specialTokens: null,
    withoutStatistics: null,
  });
}

function tensorOf(name: string, dtype: string, shape: readonly number[]): SourceTensor {
  if (!isSafetensorsDtype(dtype)) throw new Error(dtype);
  const elements = shape.reduce((product, size) => product * size, 1);
  const bytes = (elements * dtypeBits[dtype]) / 8;
  return { name, shape, elements, dtype: torchNameOf(dtype), bytes, place: null, file: 0 };
}

/** The first block of a type in the layers of a stack. */
export function blockOf<Type extends 'attention' | 'mlp'>(
  { diagram }: ModelDescription,
  type: Type,
  stack = 0,
): BlockOf<Type> {
  const steps = diagram.stacks[stack]?.layer ?? [];
  const found = steps.flatMap(({ branches }) => branches.flat()).find((each) => each.type === type);
  if (!found) throw new Error(`no ${type}`);
  return found as BlockOf<Type>;
}
