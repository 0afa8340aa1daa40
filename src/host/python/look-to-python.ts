import type { LensLook } from '../../common/contracts/lens';
import type { ModelInfo } from '../../common/contracts/model';
import type { EncodeOptions } from '../../common/contracts/run';
import type { ResolvedModel } from '../../hub/models/resolve-model';
import { attentionLines } from './attention-to-python';
import { hiddenLines } from './hidden-states-to-python';
import { pretrained, tokenizerSides } from './python-parts';
import { pythonString } from './string-literal';

/** What is looked at inside the model for one text, for the lines of Python that compute it. */
export interface LookParams {
  readonly model: ResolvedModel;
  readonly info: ModelInfo;
  readonly text: string;
  readonly pair: string | null;
  /** What the decoder of an encoder-decoder is given; null for its start token alone. */
  readonly target: string | null;
  readonly options: EncodeOptions;
  /** The length that truncation aimed at; null when nothing was limited. */
  readonly maxLength: number | null;
  /** The window of the text that is looked at, where one slides. */
  readonly window: number;
  readonly look: LensLook;
  /** Chosen tokens of the input; none for all. */
  readonly chosen: readonly number[];
}

/**
 * The lines of Python that compute with `transformers` what is looked at, and print it under the name that it has there
 * (`outputs.attentions[3][0, 7]`). Ends with a newline.
 */
export function lookToPython(params: LookParams): string {
  const layers = params.look.tab === 'layers';
  const lines = [
    'import torch',
    'from transformers import AutoModel, AutoTokenizer',
    '',
    ...loading(params),
    '',
    ...encoding(params),
    ...decoding(params),
    'with torch.no_grad():',
    `    outputs = model(**inputs, ${layers ? 'output_hidden_states=True' : 'output_attentions=True'})`,
    '',
    ...(layers ? hiddenLines(params) : attentionLines(params)),
  ];
  return `${lines.join('\n')}\n`;
}

function loading({ model, info }: LookParams): string[] {
  const { lines, from } = pretrained(model);
  const onnx = info.weightFiles.find((file) => file.endsWith('.onnx'));
  // Weights of 16 bits are computed with in 32 bits here; without this Python would round every step.
  const float = info.dtypes.every((dtype) => /^(F32|float32)$/i.test(dtype)) ? '' : '.float()';
  return [
    ...lines,
    ...(onnx === undefined ? [] : [`# ${onnx} was read; transformers needs the same model as safetensors.`]),
    `model = AutoModel.from_pretrained(${from}, attn_implementation="eager")${float}.eval()`,
  ];
}

function encoding({ text, pair, options, maxLength }: LookParams): string[] {
  const call = [pythonString(text)];
  if (pair !== null) call.push(pythonString(pair));
  if (maxLength !== null) call.push(`truncation=${pythonString(options.truncation)}`, `max_length=${maxLength}`);
  if (!options.addSpecialTokens) call.push('add_special_tokens=False');
  if (options.stride !== null) call.push('padding=True', `stride=${options.stride}`, 'return_overflowing_tokens=True');
  call.push('return_tensors="pt"');
  return [
    ...tokenizerSides(options),
    `inputs = tokenizer(${call.join(', ')})`,
    // The model does not take it: it says which text each window came from.
    ...(options.stride === null ? [] : ['inputs.pop("overflow_to_sample_mapping")']),
  ];
}

/** The decoder is given its start token and then the target, as in training (`shift_right`). */
function decoding({ info, target, options }: LookParams): string[] {
  if (info.kind !== 'encoder-decoder') return [];
  const start = 'torch.full((1, 1), model.config.decoder_start_token_id)';
  const lines =
    target === null
      ? [`decoder_ids = ${start}`]
      : [
          `target = tokenizer(text_target=${pythonString(target)}, return_tensors="pt").input_ids`,
          `decoder_ids = torch.cat([${start}, target[:, :-1]], dim=1)`,
        ];
  const each = options.stride === null ? '' : '.expand(len(inputs["input_ids"]), -1)';
  return [...lines, `inputs["decoder_input_ids"] = decoder_ids${each}`];
}
