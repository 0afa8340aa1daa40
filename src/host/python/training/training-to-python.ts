import { dataLines } from './data-lines';
import { encodeLines } from './encode-lines';
import { modelLines, tokenizerLines } from './model-lines';
import { hasLabels, isMultiLabel, taskScripts, type ScriptParams } from './script-params';
import { measures, trainerLines } from './trainer-lines';

/**
 * A run as a script for `transformers` 5: the same data, tokenizer, model and `TrainingArguments`, with class weights, early
 * stopping, frozen layers, LoRA and seeds where the run has them. Ends with a newline.
 */
export function trainingToPython(params: ScriptParams): string {
  const lines = [
    `# pip install ${packages(params).join(' ')}`,
    ...imports(params),
    '',
    ...tokenizerLines(params),
    '',
    ...dataLines(params),
    '',
    '',
    ...encodeLines(params),
    '',
    ...modelLines(params),
    '',
    ...beforeFunction(trainerLines(params)),
  ];
  return `${lines.join('\n')}\n`;
}

/** Python's style has two empty lines before a function. */
function beforeFunction(lines: readonly string[]): string[] {
  return lines[0]?.startsWith('def ') ? ['', ...lines] : [...lines];
}

function packages({ run }: ScriptParams): string[] {
  return [
    '"transformers[torch]>=5"',
    'datasets',
    ...(measures(run) ? ['scikit-learn'] : []),
    ...(run.lora === undefined ? [] : ['peft']),
  ];
}

function imports({ run }: ScriptParams): string[] {
  const { autoModel, collator } = taskScripts[run.task];
  const weighted = run.class_weights !== undefined && hasLabels(run) && !isMultiLabel(run);
  const names = [
    'AutoConfig',
    autoModel,
    'AutoTokenizer',
    collator.split('(', 1)[0] ?? '',
    ...(run.early_stopping_patience === undefined ? [] : ['EarlyStoppingCallback']),
    'Trainer',
    'TrainingArguments',
    'set_seed',
  ];
  return [
    ...(run.freeze_layers > 0 ? ['import re', ''] : []),
    ...(weighted && run.class_weights === 'balanced' ? ['import numpy as np'] : []),
    ...(weighted ? ['import torch'] : []),
    'from datasets import load_dataset',
    ...(run.lora === undefined ? [] : ['from peft import LoraConfig, TaskType, get_peft_model']),
    ...(measures(run) ? ['from sklearn.metrics import accuracy_score, precision_recall_fscore_support'] : []),
    'from transformers import (',
    ...names.map((name) => `    ${name},`),
    ')',
  ];
}
