import type { ModelDescription } from '../../../../src/common/contracts/description';
import { describeModel } from '../../../../src/engine/describe/describe-model';
import type { SourceTensor } from '../../../../src/engine/describe/source';

/** Tensors by name and shape; `N` in a name stands for each of so many layers. */
export type Shapes = Readonly<Record<string, readonly number[]>>;

export interface Made {
  readonly config: Readonly<Record<string, unknown>>;
  readonly shapes: Shapes | null;
  readonly layers: number;
  readonly dtype?: string;
  readonly files?: readonly string[];
  readonly statistics?: boolean;
}

/** A description as the engine makes it, from a config and headers without files. */
export function made({ config, shapes, layers, dtype = 'float32', ...rest }: Made): ModelDescription {
  const files = rest.files ?? ['model.safetensors'];
  return describeModel({
    config,
    configText: JSON.stringify(config, null, 2),
    tensors: shapes && tensorsOf(shapes, layers, dtype),
    withoutTensors: shapes ? null : 'Tensors are listed by the headers of safetensors files; this repository has none.',
    used: null,
    files: shapes ? files : [],
    bytesRead: 45_000,
    specialTokens: null,
    withoutStatistics:
      rest.statistics === false
        ? 'What lies in a tensor is shown in the Lens, once the model is downloaded and in use.'
        : null,
  });
}

function tensorsOf(shapes: Shapes, layers: number, dtype: string): SourceTensor[] {
  const names = Object.entries(shapes).flatMap(([name, shape]) =>
    /\bN\b/.test(name)
      ? Array.from({ length: layers }, (_, layer) => [name.replace(/\bN\b/, String(layer)), shape] as const)
      : [[name, shape] as const],
  );
  return names.map(([name, shape]) => {
    const elements = shape.reduce((product, size) => product * size, 1);
    return { name, shape, elements, dtype, bytes: elements * (dtype === 'float32' ? 4 : 2), place: null, file: 0 };
  });
}
