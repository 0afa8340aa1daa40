import type { WeightsChoice } from '../../../src/common/contracts/hub/assessment';
import { formatBytes } from '../../shared/format/numbers';

const formats = { safetensors: 'safetensors', bin: 'PyTorch .bin', onnx: 'ONNX' };

/** The weights' format as people write it. */
export function formatName(format: WeightsChoice['format']): string {
  return formats[format];
}

/** A choice of weights in words: `safetensors, float32, 268 MB`; the file's name where others are like it. */
export function choiceLabel(choice: WeightsChoice, all: readonly WeightsChoice[]): string {
  const alike = all.filter(({ format }) => format === choice.format).length > 1;
  const words = [formatName(choice.format), choice.dtypes.join(' '), formatBytes(choice.bytes)];
  const label = words.filter((word) => word !== '').join(', ');
  const named = alike ? `${label}, ${choice.path}` : label;
  return choice.problem === null ? named : `${named}: ${choice.problem}`;
}
