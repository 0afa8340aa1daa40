import { t } from '@vscode/l10n';
import type { LensModel } from '../../../../src/common/contracts/lens';
import type { Run } from '../../../../src/common/contracts/run';
import { leftToCpu } from '../../header/model-facts';
import { formatDuration, formatParameters } from '../../../shared/format/numbers';

/** One line of what is known of a run. */
export interface Fact {
  readonly name: string;
  readonly text: string;
}

const dtypeNames: Record<string, string> = { F32: 'float32', F16: 'float16', BF16: 'bfloat16', F64: 'float64' };

/** Which weights the numbers come from; none while the model is not known. */
export function weightFacts(model: LensModel | null): Fact[] {
  return model?.info ? [{ name: t('Weights'), text: weightsText(model.info) }] : [];
}

/** How long the run took, and loading the model when this run had to. */
export function timeFacts(run: Run): Fact[] {
  const loaded = run.loadMs === null ? [] : [{ name: t('Loaded'), text: t('in {0}', formatDuration(run.loadMs)) }];
  return [{ name: t('Time'), text: timeText(run) }, ...loaded];
}

/** `CPU, 2 threads`; of another device what it left to the CPU. */
export function deviceText(device: string, run: Run): string {
  const { threads } = run;
  if (run.device !== 'cpu') return [device, leftToCpu(run)].filter((part) => part !== null).join(', ');
  if (threads === 0) return device;
  return threads === 1 ? t('{0}, 1 thread', device) : t('{0}, {1} threads', device, threads);
}

function weightsText({ parameters, dtypes, weightFiles }: NonNullable<LensModel['info']>): string {
  const names = dtypes.map((dtype) => dtypeNames[dtype] ?? dtype).join(', ');
  const size = [parameters === null ? '' : formatParameters(parameters), names]
    .filter((text) => text !== '')
    .join(', ');
  const [first] = weightFiles;
  if (first === undefined) return size;
  // Only safetensors are mapped where they lie; other files are read into memory.
  const inPlace = weightFiles.every((file) => file.endsWith('.safetensors'));
  const files = weightFiles.length === 1 ? first : t('{0} files', weightFiles.length);
  return inPlace ? t('{0}, in place from {1}', size, files) : t('{0}, from {1}', size, files);
}

function timeText({ tokenizeMs, modelMs, rows }: Run): string {
  const tokens = formatDuration(tokenizeMs);
  if (modelMs === null) return t('tokens {0}', tokens);
  const model = formatDuration(modelMs);
  return rows.length > 1
    ? t('tokens {0}, model {1} for the batch', tokens, model)
    : t('tokens {0}, model {1}', tokens, model);
}
