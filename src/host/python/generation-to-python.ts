import type { Branch } from '../../common/contracts/generation/view';
import type { ResolvedModel } from '../../hub/models/resolve-model';
import { pretrained } from './python-parts';
import { pythonString } from './string-literal';
import { pythonValue } from './training/python-value';

/** A branch of generated texts, for the lines of Python that go on in the same way. */
export interface GenerationPythonParams {
  readonly model: ResolvedModel;
  readonly text: string;
  /** Whether the model's chat template is put around the text. */
  readonly chat: boolean;
  readonly isEncoderDecoder: boolean;
  readonly branch: Pick<Branch, 'settings' | 'seed' | 'shared' | 'sequences'>;
}

/**
 * The lines of Python that go on with a text by `generate` of `transformers`. Greedy search and beams give the same tokens;
 * of sampling the settings are the same, and PyTorch draws others. Ends with a newline.
 */
export function generationToPython(params: GenerationPythonParams): string {
  const { model, isEncoderDecoder, branch } = params;
  const { lines, from } = pretrained(model);
  const auto = isEncoderDecoder ? 'AutoModelForSeq2SeqLM' : 'AutoModelForCausalLM';
  const prefix = branch.sequences[0]?.tokens.slice(0, branch.shared).map(({ id }) => id) ?? [];
  const all = [
    ...(prefix.length === 0 ? [] : ['import torch']),
    `from transformers import ${auto}, AutoTokenizer, set_seed`,
    '',
    ...lines,
    `model = ${auto}.from_pretrained(${from}).float().eval()`,
    '',
    `inputs = ${encoding(params)}`,
    ...behind(prefix, isEncoderDecoder),
    ...call(branch),
    ...printing(isEncoderDecoder),
  ];
  return `${all.join('\n')}\n`;
}

function encoding({ text, chat }: GenerationPythonParams): string {
  if (!chat) return `tokenizer(${pythonString(text)}, return_tensors="pt")`;
  const messages = `[{"role": "user", "content": ${pythonString(text)}}]`;
  return `tokenizer.apply_chat_template(${messages}, add_generation_prompt=True, return_dict=True, return_tensors="pt")`;
}

/** The tokens that a branch goes on from: of an encoder-decoder those of its decoder, behind the start token. */
function behind(prefix: readonly number[], isEncoderDecoder: boolean): string[] {
  if (prefix.length === 0) return [];
  const ids = `torch.tensor([[${prefix.join(', ')}]])`;
  if (isEncoderDecoder) {
    const start = 'torch.full((1, 1), model.config.decoder_start_token_id)';
    return [`inputs["decoder_input_ids"] = torch.cat([${start}, ${ids}], dim=1)`];
  }
  return [
    `inputs["input_ids"] = torch.cat([inputs["input_ids"], ${ids}], dim=1)`,
    'inputs["attention_mask"] = torch.ones_like(inputs["input_ids"])',
  ];
}

function call({ settings, seed }: GenerationPythonParams['branch']): string[] {
  const given = Object.entries(settings).flatMap(([name, value]) =>
    value === null ? [] : [`    ${name}=${pythonValue(value)},`],
  );
  // Stop strings are looked for in the text, for which generate wants the tokenizer.
  if (settings.stop_strings !== null) given.push('    tokenizer=tokenizer,');
  return [`set_seed(${seed})`, 'outputs = model.generate(', '    **inputs,', ...given, ')'];
}

function printing(isEncoderDecoder: boolean): string[] {
  const ids = isEncoderDecoder ? 'ids' : 'ids[inputs["input_ids"].shape[1] :]';
  return ['for ids in outputs:', `    print(repr(tokenizer.decode(${ids}, skip_special_tokens=True)))`];
}
