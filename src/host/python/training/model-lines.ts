import { pretrained } from '../python-parts';
import { pythonValue } from './python-value';
import { hasLabels, taskScripts, type ScriptParams } from './script-params';

/** Names under which configs keep their dropout (those of the architectures that can be trained). */
const dropouts = [
  'hidden_dropout_prob',
  'attention_probs_dropout_prob',
  'classifier_dropout',
  'dropout',
  'attention_dropout',
  'seq_classif_dropout',
  'attn_pdrop',
  'embd_pdrop',
  'resid_pdrop',
  'summary_first_dropout',
  'dropout_rate',
];

/** The lines that open the tokenizer. */
export function tokenizerLines({ run, model }: ScriptParams): string[] {
  const { lines } = pretrained(model);
  const pad =
    run.task === 'text-generation' ? ['tokenizer.pad_token = tokenizer.pad_token or tokenizer.eos_token'] : [];
  return [...lines, ...pad];
}

/** The lines that make `model`: head, weights, what is frozen, LoRA. */
export function modelLines(params: ScriptParams): string[] {
  const { run } = params;
  const { from } = pretrained(params.model);
  const { autoModel } = taskScripts[run.task];
  const made = run.from_scratch
    ? `${autoModel}.from_config(config)`
    : `${autoModel}.from_pretrained(${from}, config=config${isHeadNew(run) ? ', ignore_mismatched_sizes=True' : ''})`;
  return [
    `set_seed(${run.seed})`,
    `config = AutoConfig.from_pretrained(${[from, ...headArguments(run)].join(', ')})`,
    ...(run.dropout ? [] : dropoutLines),
    `model = ${made}.float()`,
    ...(run.task === 'text-generation' ? ['model.config.pad_token_id = tokenizer.pad_token_id'] : []),
    ...frozenLines(run),
    ...loraLines(params),
  ];
}

/** A head for other labels than the checkpoint's starts at random. */
function isHeadNew({ task }: ScriptParams['run']): boolean {
  return task === 'text-classification' || task === 'token-classification';
}

function headArguments(run: ScriptParams['run']): string[] {
  if (!isHeadNew(run)) return [];
  if (!hasLabels(run)) return ['num_labels=1', 'problem_type="regression"'];
  const names = [
    'id2label={i: str(label) for i, label in enumerate(label_names)}',
    'label2id={str(label): i for i, label in enumerate(label_names)}',
  ];
  return run.problem_type === undefined ? names : [...names, `problem_type=${pythonValue(run.problem_type)}`];
}

const dropoutLines = [
  `for name in ${pythonValue(dropouts)}:`,
  '    if hasattr(config, name):',
  '        setattr(config, name, 0.0)',
];

function frozenLines({ freeze_layers: layers, freeze_embeddings: embeddings }: ScriptParams['run']): string[] {
  if (layers === 0 && !embeddings) return [];
  const conditions = [
    'any(part in ("embeddings", "embed_tokens", "wte", "wpe", "shared") for part in name.split("."))',
    ...(layers === 0
      ? []
      : [`(layer := re.search(r"\\.(?:layer|layers|h|block)\\.(\\d+)\\.", name)) and int(layer[1]) < ${layers}`]),
  ];
  return [
    'for name, parameter in model.named_parameters():',
    `    if ${conditions.join(' or (')}${conditions.length > 1 ? ')' : ''}:`,
    '        parameter.requires_grad = False',
  ];
}

function loraLines({ run }: ScriptParams): string[] {
  if (run.lora === undefined) return [];
  const { r, lora_alpha: alpha, target_modules: targets } = run.lora;
  const { peft } = taskScripts[run.task];
  const settings = [
    ...(peft === null ? [] : [`task_type=TaskType.${peft}`]),
    `r=${r}`,
    `lora_alpha=${alpha}`,
    ...(targets === undefined ? [] : [`target_modules=${pythonValue(targets)}`]),
  ];
  return [`model = get_peft_model(model, LoraConfig(${settings.join(', ')}))`];
}
