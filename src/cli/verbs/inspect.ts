import type { ModelInfo } from '../../common/contracts/model';
import type { EncodeOptions } from '../../common/contracts/run';
import { LensError } from '../../common/errors/lens-error';
import type { Tensor } from '../../common/tensors/tensor';
import type { Checkpoint } from '../../engine/models/checkpoint';
import { completeDecoder } from '../../engine/models/decoder-inputs';
import { inspectBytes } from '../../engine/models/inspect-bytes';
import { loadModel, type ModelInputs } from '../../engine/models/loaded-model';
import { encodeFor } from '../../engine/tasks/encode-for';
import { modelInputs } from '../../engine/tasks/forward';
import { openTokenizer } from '../../engine/tokenizers/text-tokenizer';
import { encodeOptionsFrom, paddingOptions, truncationOptions } from '../arguments/encode-options';
import type { Options } from '../arguments/options';
import { readIdsFile } from '../input/ids-file';
import { readInputs, refuseInput, targetOption, textsOptions } from '../input/texts';
import { noteCuts } from '../model/note-cuts';
import { chosenRuntime, runOptions } from '../model/model-options';
import { chosenCheckpoint, type ChosenCheckpoint } from '../model/chosen-checkpoint';
import { outPath, writeTensors } from '../output/out-file';
import { formatTable } from '../output/table';
import type { Verb, VerbContext, VerbResult } from '../program/verb';

/** More than this is refused before it is computed. */
const mostBytes = 2e9;

/** `model-lens inspect`: logits, hidden states and attentions to a file. */
export const inspect: Verb = {
  summary: 'writes logits, hidden states and attentions to a safetensors file.',
  options: {
    ...runOptions,
    ...textsOptions,
    out: { value: 'F.safetensors', help: 'The file to write.' },
    ...targetOption,
    ids: { value: 'FILE.json', help: 'Model inputs as they are, in place of texts: nested lists by name.' },
    ...truncationOptions,
    ...paddingOptions,
  },
  run,
};

async function run(options: Options, context: VerbContext): Promise<VerbResult> {
  const out = await outPath(options.required('out'));
  const runtime = chosenRuntime(options);
  const encode = encodeOptionsFrom(options);
  const chosen = await chosenCheckpoint(options, context);
  const { checkpoint, storage } = chosen;
  noteMissingHead(checkpoint.info, context.note);
  if (checkpoint.format === 'onnx' && checkpoint.missing !== null) context.note(checkpoint.missing);
  const inputs = await inputsFrom(options, encode, chosen, context);
  checkSize(inputs, checkpoint);
  const model = await loadModel(checkpoint, { ...runtime, storage, outputs: 'inspect', runs: 'once' });
  const start = performance.now();
  const outputs = await model.run(inputs);
  const ms = performance.now() - start;
  const tensors = new Map<string, Tensor>([
    ['input_ids', { dims: inputs.dims, data: new BigInt64Array(inputs.inputIds) }],
    ['attention_mask', { dims: inputs.dims, data: new BigInt64Array(inputs.attentionMask) }],
    ...decoderTensors(inputs),
    ...outputs,
  ]);
  await writeTensors(out, tensors);
  const list = [...tensors].map(([name, { dims }]) => ({ name, shape: dims }));
  return {
    json: {
      out,
      tensors: list,
      weights: model.info.weightFiles,
      storage,
      device: model.device,
      placement: model.placement(),
      ms,
    },
    text: `${formatTable(list.map(({ name, shape }) => [name, `[${shape.join(', ')}]`]))}\n\nWritten to ${out} (${model.device}, ${ms.toFixed(1)} ms).\n`,
  };
}

async function inputsFrom(
  options: Options,
  encode: EncodeOptions,
  { folder, checkpoint }: ChosenCheckpoint,
  { note }: VerbContext,
): Promise<ModelInputs> {
  const ids = options.text('ids');
  if (ids !== null) {
    const other = ['text', 'file', 'pair', 'target'].find((name) => options.has(name));
    if (other !== undefined) throw new LensError('usage', `--ids and --${other} cannot be given together.`);
    await refuseInput('--ids');
    return withDecoder(await readIdsFile(ids, checkpoint), checkpoint);
  }
  if (options.has('target')) checkTakesTarget(checkpoint);
  const inputs = await readInputs(options);
  const batch = await encodeFor(await openTokenizer(folder), checkpoint, inputs, encode);
  noteCuts(batch, note);
  return withDecoder(modelInputs(batch), checkpoint);
}

function checkTakesTarget({ decoder, info }: Checkpoint): void {
  const what = info.className ?? info.architecture;
  if (decoder === null) throw new LensError('usage', `--target is for encoder-decoders, which ${what} is not.`);
  if (decoder.default === 'start') return;
  throw new LensError('usage', `${what} gives its decoder the text itself, so it takes no --target.`);
}

/** What the decoder is given is written with the results, whoever chose it. */
function withDecoder(inputs: ModelInputs, { decoder, info }: Checkpoint): ModelInputs {
  return decoder === null ? inputs : { ...inputs, decoder: completeDecoder(inputs, decoder, info) };
}

function decoderTensors({ decoder }: ModelInputs): [string, Tensor][] {
  if (decoder === undefined) return [];
  const { dims, inputIds, attentionMask } = decoder;
  return [
    ['decoder_input_ids', { dims, data: new BigInt64Array(inputIds) }],
    ['decoder_attention_mask', { dims, data: new BigInt64Array(attentionMask) }],
  ];
}

/** A bare body has no logits by nature; a classifier whose head is not in the file should have some. */
function noteMissingHead({ task, missingHead, className }: ModelInfo, note: VerbContext['note']): void {
  // No head of this task is built.
  if (task === 'multiple-choice') {
    note(`The head of ${className ?? 'this model'} is not covered yet, so there are no logits.`);
    return;
  }
  if (task === null || missingHead.length === 0) return;
  note(`The head of this model is not in its weights (${missingHead.join(', ')}), so there are no logits.`);
}

function checkSize({ dims, decoder }: ModelInputs, checkpoint: Checkpoint): void {
  const [rows, positions] = dims;
  const bytes = inspectBytes(checkpoint, dims, decoder?.dims[1]);
  if (bytes <= mostBytes) return;
  const size = (bytes / 1e9).toFixed(1);
  throw new LensError(
    'too-big',
    `The results for ${rows} ${rows === 1 ? 'row' : 'rows'} of ${positions} tokens would take ${size} GB.`,
    'Give fewer or shorter texts, or a lower --max-length.',
  );
}
