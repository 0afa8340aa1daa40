import { t } from '@vscode/l10n';
import type { LensModel } from '../../../src/common/contracts/lens';
import type { ModelInfo } from '../../../src/common/contracts/model';
import type { Run } from '../../../src/common/contracts/run';
import { formatParameters } from '../../shared/format/numbers';

/** `82.1 M · safetensors f32`: parameters, and how the weights are stored. */
export function storageOf({ parameters, weightFiles, dtypes }: ModelInfo): string {
  const formats = new Set(weightFiles.map((file) => file.slice(file.lastIndexOf('.') + 1)));
  const words = [...formats, ...dtypes.map(shortDtype)].join(' ');
  return [parameters === null ? '' : formatParameters(parameters), words].filter((part) => part !== '').join(' · ');
}

/** `float32` and `F32` as `f32`. */
function shortDtype(dtype: string): string {
  return dtype.toLowerCase().replace('bfloat', 'bf').replace('float', 'f').replace('int', 'i');
}

/** How many operations are named. */
const mostNamed = 4;

/** `5 of 151 nodes on the CPU (Concat, Cast, Reshape, Shape)`; null where all ran where the run did, or it is not known. */
export function leftToCpu({ placement }: Run): string | null {
  if (!placement || placement.onCpu === 0 || placement.onCpu === placement.nodes) return null;
  const names = placement.operations.slice(0, mostNamed).map(({ operation }) => operation);
  const more = placement.operations.length > mostNamed ? ', …' : '';
  return t('{0} of {1} nodes on the CPU ({2})', placement.onCpu, placement.nodes, `${names.join(', ')}${more}`);
}

/** The whole name for a tooltip. */
export function titleOf({ id, info }: LensModel): string {
  return info?.className ? `${id} (${info.className})` : id;
}
