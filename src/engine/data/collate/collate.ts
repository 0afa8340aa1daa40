import type { TrainingTask } from '../../../common/contracts/training/run-file';
import type { ProblemType } from '../../../common/contracts/model';
import type { DecoderInputs } from '../../models/decoder-inputs';
import type { ModelInputs } from '../../models/loaded-model';
import type { Labels, TrainingBatch } from '../../train/trainable-model';
import type { DataModel } from '../data-model';
import type { Example } from '../examples/example';
import { ignored } from '../examples/word-labels';
import type { CollateOptions } from '../training-data';
import { maskTokens, type MaskSettings } from './mask-tokens';
import { padded, type Side } from './pad';

export interface CollatorSettings {
  readonly task: TrainingTask;
  readonly problemType: ProblemType | null;
  readonly model: Pick<DataModel, 'kind' | 'padTokenId' | 'endTokenId' | 'decoderStartTokenId'>;
  /** Where texts are padded. */
  readonly side: Side;
  /** Of fill-mask; null for other tasks. */
  readonly mask: MaskSettings | null;
}

/** Makes batches of the examples of a task; see `TrainingData.collate`. */
export function collator(
  settings: CollatorSettings,
): (examples: readonly Example[], options: CollateOptions) => TrainingBatch {
  const { model, side } = settings;
  const pad = model.padTokenId ?? model.endTokenId ?? 0;
  return (examples, options) => {
    const { mask } = settings;
    const masked = mask === null ? null : examples.map((example) => maskTokens(example, options.epoch, mask));
    const ids = examples.map((example, row) => masked?.[row]?.inputIds ?? example.inputIds);
    const inputs = textInputs(ids, examples, pad, side);
    if (masked !== null) return { inputs, labels: tokens(masked.map(({ labels }) => labels), side) }; // prettier-ignore
    switch (settings.task) {
      case 'text-classification':
        return { inputs, labels: rowLabels(examples, settings.problemType ?? 'single_label_classification') };
      case 'text-generation':
        return { inputs, labels: tokens(ids, side) };
      case 'text2text-generation': {
        const targets = examples.map(({ label }) => label as Int32Array);
        const decoder = shiftedRight(targets, model.decoderStartTokenId ?? pad, pad);
        return { inputs: { ...inputs, decoder }, labels: tokens(targets, 'right') };
      }
      default:
        return { inputs, labels: tokens(examples.map(({ label }) => label as Int32Array), side) }; // prettier-ignore
    }
  };
}

function textInputs(ids: readonly Int32Array[], examples: readonly Example[], pad: number, side: Side): ModelInputs {
  const { data: inputIds, positions } = padded(ids, pad, side);
  const ones = ids.map((row) => new Int32Array(row.length).fill(1));
  const attentionMask = padded(ones, 0, side).data;
  const dims = [ids.length, positions] as const;
  if (examples.every(({ tokenTypeIds }) => tokenTypeIds === null)) return { inputIds, attentionMask, dims };
  const types = examples.map(({ tokenTypeIds, inputIds: row }) => tokenTypeIds ?? new Int32Array(row.length));
  return { inputIds, attentionMask, tokenTypeIds: padded(types, 0, side).data, dims };
}

function tokens(rows: readonly Int32Array[], side: Side): Labels {
  return { kind: 'tokens', data: padded(rows, ignored, side).data };
}

function rowLabels(examples: readonly Example[], kind: ProblemType): Labels {
  if (kind === 'single_label_classification') {
    return { kind, data: BigInt64Array.from(examples, ({ label }) => BigInt(label as number)) };
  }
  const rows = examples.map(({ label }) => label as Float32Array);
  const width = rows[0]?.length ?? 0;
  const data = new Float32Array(rows.length * width);
  rows.forEach((row, index) => data.set(row, index * width));
  return { kind, data };
}

/** `shift_tokens_right` of transformers: the start token, then the labels without the last place; -100 is padding. */
function shiftedRight(targets: readonly Int32Array[], start: number, pad: number): DecoderInputs {
  const { data, positions } = padded(targets, pad, 'right');
  const inputIds = data.map((_, at) => (at % positions === 0 ? BigInt(start) : (data[at - 1] ?? 0n)));
  // Trainer gives no mask: what follows a target is padding, which nothing before it can see.
  return { inputIds, attentionMask: new BigInt64Array(data.length).fill(1n), dims: [targets.length, positions] };
}
