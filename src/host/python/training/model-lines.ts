import { pretrained } from '../python-parts';
import { call } from './call';
import { loraLines } from './lora-lines';
import { pythonValue } from './python-value';
import { answerOf, hasLabels, taskScripts, type ScriptParams } from './script-params';

/** The lines that open the tokenizer. A decoder reads from the first token on: padding before it would move its position. */
export function tokenizerLines({ run, data, model }: ScriptParams): string[] {
  const { lines } = pretrained(model);
  const isDecoder = run.task === 'text-generation' || data.reading.model?.kind === 'decoder-only';
  if (!isDecoder) return lines;
  return [
    ...lines,
    'tokenizer.pad_token = tokenizer.pad_token or tokenizer.eos_token',
    'tokenizer.padding_side = "right"',
  ];
}

/** The lines that make `model`: head, weights, what is frozen, LoRA. */
export function modelLines(params: ScriptParams): string[] {
  const { run } = params;
  const { from } = pretrained(params.model);
  const { autoModel } = taskScripts[run.task];
  return [
    `set_seed(${run.seed})`,
    ...call('config = AutoConfig.from_pretrained', [from, ...headArguments(params)]),
    ...(run.dropout ? [] : dropoutLines),
    ...(run.from_scratch
      ? [`model = ${autoModel}.from_config(config)`]
      : call(`${run.lora === undefined ? 'model' : 'model, loading'} = ${autoModel}.from_pretrained`, [
          ...[from, 'config=config', ...fitting(run)],
          ...(run.lora === undefined ? [] : ['output_loading_info=True']),
        ])),
    'model = model.float()',
    ...(tokenizerLines(params).length > 2 ? ['model.config.pad_token_id = tokenizer.pad_token_id'] : []),
    ...frozenLines(run),
    ...loraLines(params),
  ];
}

/** A head for other labels than the checkpoint's starts at random. */
function fitting({ task }: ScriptParams['run']): string[] {
  const hasHead = task === 'text-classification' || task === 'token-classification';
  return hasHead ? ['ignore_mismatched_sizes=True'] : [];
}

function headArguments(params: ScriptParams): string[] {
  const answer = answerOf(params);
  if (answer === 'value') return ['num_labels=1', 'problem_type="regression"'];
  if (!hasLabels(answer)) return [];
  const names = ['id2label=dict(enumerate(label_names))', 'label2id=label2id'];
  const { problem_type: type } = params.data.reading;
  return type === null ? names : [...names, `problem_type=${pythonValue(type)}`];
}

const dropoutLines = ['for name in config.to_dict():', '    if "drop" in name:', '        setattr(config, name, 0.0)'];

/** As `frozenIn` of the engine: the layers of a decoder that has an encoder are all trained. */
function frozenLines({ freeze_layers: layers, freeze_embeddings: embeddings }: ScriptParams['run']): string[] {
  if (layers === 0 && !embeddings) return [];
  const numbered = [
    '    layer = re.search(r"\\.(?:layer|layers|h|block)\\.(\\d+)\\.", name)',
    `    is_frozen = layer and int(layer[1]) < ${layers} and "decoder." not in name`,
  ];
  return [
    'embeddings = {"embeddings", "embed_tokens", "embed_positions", "layernorm_embedding", "wte", "wpe", "shared"}',
    'for name, parameter in model.named_parameters():',
    ...(layers === 0 ? [] : numbered),
    `    if ${layers === 0 ? '' : 'is_frozen or '}embeddings & set(name.split(".")):`,
    '        parameter.requires_grad = False',
  ];
}
