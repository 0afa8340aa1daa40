import type { Check, WeightsChoice } from '../../common/contracts/hub/assessment';
import { storageNames } from '../../common/contracts/weight-storage';
import type { ModelInfo } from '../../common/contracts/model';
import { textClassification } from '../tasks/text-classification';
import { gigabytes, type Obstacle, type Option } from './option';

const howItRuns: Readonly<Record<WeightsChoice['format'], string>> = {
  safetensors: ', run in place',
  // The list of tensors is a Python pickle somewhere in the file.
  bin: ', read as data (nothing in it is run), its tensors are checked once it is here',
  // What an ONNX file takes and gives stands at its end, behind the weights.
  onnx: ', its inputs are checked once it is here',
};

/** The line about the weights that are used, or about those that come nearest to it. */
export function weightsCheck(option: Option | null, none: Obstacle): Check {
  if (option === null) return { what: 'weights', state: 'no', text: none.text };
  const { choice, obstacle } = option;
  const dtypes = choice.dtypes.length > 0 ? `, ${choice.dtypes.join(', ')}` : '';
  const name = `${choice.path}${dtypes}`;
  if (obstacle?.about === 'weights') return { what: 'weights', state: 'no', text: `${name}: ${obstacle.text}` };
  return {
    what: 'weights',
    state: 'yes',
    text: name + (obstacle?.about === 'architecture' ? '' : howItRuns[choice.format]),
  };
}

/** The line about what the model is, and what of it is shown. */
export function architectureCheck(info: ModelInfo | null, option: Option | null, obstacle: Obstacle | null): Check {
  const line = (state: Check['state'], text: string): Check => ({ what: 'architecture', state, text });
  if (obstacle !== null) return line('no', obstacle.text);
  if (info === null) return line('no', 'config.json does not name one');
  const through = option?.choice.format === 'onnx' ? ', as the ONNX file computes it' : '';
  const what = `${info.architecture}, ${taskWords(info)}${through}`;
  if (info.missingHead.length > 0 && (info.task === null || info.task === textClassification)) {
    const text = info.task === null ? 'the Lens shows tokens and no prediction' : missingHead(info);
    return line(info.task === null ? 'info' : 'warning', `${what}; ${text}`);
  }
  if (info.task === textClassification) return line('yes', what);
  return line('info', `${what}; the Lens shows tokens, and no prediction for this task yet`);
}

function taskWords({ task }: ModelInfo): string {
  return task === null ? 'without a head for a task' : task.replaceAll('-', ' ');
}

function missingHead({ missingHead: [first = '', ...others] }: ModelInfo): string {
  const more = others.length > 0 ? ` and ${others.length} more` : '';
  return `its head is not in the weights (${first}${more}), so the Lens shows tokens and no prediction`;
}

/** The line about attention heads and hidden states; null where the config does not tell their number. */
export function insideCheck(info: ModelInfo | null, option: Option | null): Check | null {
  if (info === null || info.layers === null || info.heads === null) return null;
  const heads = `${info.layers} × ${info.heads} attention heads`;
  if (option?.choice.format === 'onnx') {
    return { what: 'inside', state: 'info', text: `${heads}; an ONNX file shows those that can be found in its graph` };
  }
  const state = option !== null && option.obstacle?.about !== 'architecture' ? 'yes' : 'info';
  const { encoderLayers = null, decoderLayers = null } = option?.checkpoint?.facts ?? {};
  if (encoderLayers !== null && decoderLayers !== null) {
    const stacks = `encoder ${encoderLayers} × ${info.heads}, decoder ${decoderLayers} × ${info.heads}`;
    const states = encoderLayers + decoderLayers + 2;
    return { what: 'inside', state, text: `${stacks} attention heads, cross-attention and ${states} hidden states` };
  }
  return { what: 'inside', state, text: `${heads} and ${info.layers + 1} hidden states` };
}

/** The line about memory. */
export function memoryCheck(option: Option | null, freeBytes: number): Check | null {
  if (option === null) return null;
  const { memoryBytes, storage = 'float32', storages } = option.choice;
  const kept =
    storage === 'float32'
      ? ''
      : `, in ${storageNames[storage]} (float32: ${gigabytes(storages?.[0]?.memoryBytes ?? 0)} GB)`;
  const text = `${gigabytes(memoryBytes)} of ${gigabytes(freeBytes)} GB free${kept}`;
  return { what: 'memory', state: memoryBytes <= freeBytes ? 'yes' : 'no', text };
}
