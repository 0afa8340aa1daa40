import type { ModelInfo, ProblemType } from '../../common/contracts/model';
import type { EncodeOptions } from '../../common/contracts/run';
import type { ResolvedModel } from '../../hub/models/resolve-model';
import { pretrained, tokenizerSides } from './python-parts';
import { pythonString } from './string-literal';

/** A run in the words of `transformers`. `info` is null where only the tokenizer was used. */
export interface PythonParams {
  readonly model: ResolvedModel;
  readonly info: ModelInfo | null;
  readonly texts: readonly string[];
  readonly pair: string | null;
  readonly options: EncodeOptions;
  /** The length that truncation aimed at; null when nothing was limited. */
  readonly maxLength: number | null;
}

/** The lines of Python that compute the same numbers with `transformers`, ready to run. Ends with a newline. */
export function toPython(params: PythonParams): string {
  const { info, options } = params;
  const predicts = info !== null;
  const result = info ? prediction(info, options.stride !== null) : tokens();
  const lines = [...imports(info), '', ...loading(params), '', ...encoding(params, predicts), '', ...result];
  return `${lines.join('\n')}\n`;
}

function imports(info: ModelInfo | null): string[] {
  if (info === null) return ['from transformers import AutoTokenizer'];
  if (onnxFile(info) !== null) {
    const optimum = 'from optimum.onnxruntime import ORTModelForSequenceClassification';
    return ['import torch', optimum, 'from transformers import AutoTokenizer'];
  }
  return ['import torch', 'from transformers import AutoModelForSequenceClassification, AutoTokenizer'];
}

function loading({ model, info }: PythonParams): string[] {
  const { lines, from } = pretrained(model);
  return [...lines, ...(info ? [modelLine(info, from)] : [])];
}

function modelLine(info: ModelInfo, from: string): string {
  const file = onnxFile(info);
  if (file !== null) {
    const folder = file.includes('/') ? `, subfolder=${pythonString(file.slice(0, file.lastIndexOf('/')))}` : '';
    const name = `file_name=${pythonString(file.slice(file.lastIndexOf('/') + 1))}`;
    return `model = ORTModelForSequenceClassification.from_pretrained(${from}${folder}, ${name})`;
  }
  // Weights of 16 bits are computed with in 32 bits here; without this Python would round every step.
  const float = info.dtypes.every((dtype) => /^(F32|float32)$/i.test(dtype)) ? '' : '.float()';
  return `model = AutoModelForSequenceClassification.from_pretrained(${from})${float}.eval()`;
}

/** The ONNX file that was run, relative to the model's folder; null for safetensors. */
function onnxFile({ weightFiles }: ModelInfo): string | null {
  return weightFiles.find((file) => file.endsWith('.onnx'))?.replaceAll('\\', '/') ?? null;
}

function encoding({ texts, pair, options, maxLength }: PythonParams, tensors: boolean): string[] {
  const call = ['texts'];
  if (pair !== null) call.push('pairs');
  call.push('padding=True');
  if (maxLength !== null) call.push(`truncation=${pythonString(options.truncation)}`, `max_length=${maxLength}`);
  if (!options.addSpecialTokens) call.push('add_special_tokens=False');
  if (options.stride !== null) call.push(`stride=${options.stride}`, 'return_overflowing_tokens=True');
  if (tensors) call.push('return_tensors="pt"');
  return [
    'texts = [',
    ...texts.map((text) => `    ${pythonString(text)},`),
    ']',
    ...(pair === null ? [] : [`pairs = [${pythonString(pair)}] * len(texts)`]),
    ...tokenizerSides(options),
    `inputs = tokenizer(${call.join(', ')})`,
  ];
}

function prediction(info: ModelInfo, sliding: boolean): string[] {
  const print = [
    'for row in scores:',
    '    print({model.config.id2label[i]: round(score, 4) for i, score in enumerate(row.tolist())})',
  ];
  return [
    // The model does not take it: it says which text each window came from.
    ...(sliding ? ['inputs.pop("overflow_to_sample_mapping")'] : []),
    'with torch.no_grad():',
    '    logits = model(**inputs).logits',
    scores(info.problemType ?? 'single_label_classification'),
    ...print,
  ];
}

function scores(problemType: ProblemType): string {
  const expressions: Record<ProblemType, string> = {
    single_label_classification: 'logits.softmax(dim=-1)',
    multi_label_classification: 'logits.sigmoid()',
    regression: 'logits',
  };
  return `scores = ${expressions[problemType]}`;
}

function tokens(): string[] {
  return ['for ids in inputs["input_ids"]:', '    print(list(zip(tokenizer.convert_ids_to_tokens(ids), ids)))'];
}
