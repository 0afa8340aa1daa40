import { furtherTargets } from '../../../common/training/lora-targets';
import { call } from './call';
import { pythonValue } from './python-value';
import { taskScripts, type ScriptParams } from './script-params';

/**
 * The lines that put LoRA beside `model`. peft trains the head of a classification whole by itself; what else is new is
 * named to it, and the layers of architectures that it has no default for.
 */
export function loraLines({ run }: ScriptParams): string[] {
  if (run.lora === undefined) return [];
  const { r, lora_alpha, lora_dropout = 0, target_modules: targets } = run.lora;
  const { peft } = taskScripts[run.task];
  const settings = [
    ...(peft === null ? [] : [`task_type=TaskType.${peft}`]),
    ...[`r=${r}`, `lora_alpha=${lora_alpha}`],
    ...(run.dropout && lora_dropout > 0 ? [`lora_dropout=${lora_dropout}`] : []),
    `target_modules=${targets === undefined ? 'targets.get(config.model_type)' : pythonValue(targets)}`,
    'modules_to_save=new_modules',
    // The matrices of its Conv1D are stored turned.
    'fan_in_fan_out=config.model_type == "gpt2"',
  ];
  return [
    'new_weights = [*loading["missing_keys"], *(key[0] for key in loading["mismatched_keys"])]',
    'new_modules = sorted({name.rpartition(".")[0] for name in new_weights})',
    ...(targets === undefined ? defaultLines : []),
    ...call('lora = LoraConfig', settings),
    'model = get_peft_model(model, lora)',
  ];
}

const defaultLines = [
  'targets = {  # of models that peft has no default for',
  ...Object.entries(furtherTargets).map(([type, names]) => `    ${pythonValue(type)}: ${pythonValue(names)},`),
  '}',
];
