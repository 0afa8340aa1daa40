import { dataLines } from './data/data-lines';
import { encodeLines } from './encode-lines';
import { modelLines, tokenizerLines } from './model-lines';
import { answerOf, isCrossEntropy, taskScripts, type Import, type ScriptParams } from './script-params';
import { trainerLines } from './trainer-lines';

/**
 * A run as a script for `transformers` 5: the same rows, tokenizer, model and `TrainingArguments`, with class weights, early
 * stopping, frozen layers, LoRA and seeds where the run has them. Ends with a newline.
 */
export function trainingToPython(params: ScriptParams): string {
  const data = dataLines(params);
  const trainer = trainerLines(params);
  const model = modelLines(params);
  const used = new Set<Import>([...data.imports, ...trainer.imports]);
  if (params.run.lora !== undefined) used.add('peft');
  if (model.some((line) => line.includes('re.search('))) used.add('re');
  const lines = [
    `# pip install ${packages(used).join(' ')}`,
    ...differences(params),
    ...imports(params, used),
    '',
    ...tokenizerLines(params),
    ...data.lines,
    '',
    '',
    ...encodeLines(params),
    '',
    ...model,
    '',
    ...beforeFunction(trainer.lines),
  ];
  return `${lines.join('\n')}\n`;
}

/** Python's style has two empty lines before a function. */
function beforeFunction(lines: readonly string[]): string[] {
  return lines[0]?.startsWith('def ') ? ['', ...lines] : [...lines];
}

/** Where the numbers of a script are others: what is drawn by PyTorch, and how Trainer takes the loss of an evaluation. */
function differences(params: ScriptParams): string[] {
  const { run } = params;
  const answer = answerOf(params);
  const hasHead = answer !== 'next-tokens' && answer !== 'target' && answer !== 'masked';
  const drawn = [
    ...(run.train_sampling_strategy === 'sequential' ? [] : ['the order of rows']),
    ...(run.dropout ? ['what dropout drops'] : []),
    ...(answer === 'masked' ? ['the masks'] : []),
    ...(run.from_scratch ? ['the weights'] : hasHead ? ['the weights of a head that is new'] : []),
    ...(run.lora === undefined ? [] : ["LoRA's matrices"]),
  ];
  const smoothed = run.label_smoothing_factor > 0 && isCrossEntropy(answer) ? ', with smoothed labels' : '';
  const all = hasHead && answer !== 'tags' ? 'rows' : 'tokens';
  return [
    ...(drawn.length === 0 ? [] : [`# Drawn by PyTorch, so other than in Model Lens: ${drawn.join(', ')}.`]),
    ...(run.eval_strategy === 'no'
      ? []
      : [`# Trainer's eval_loss is the mean of its batches${smoothed}; that of Model Lens is the mean of all ${all}.`]),
  ];
}

function packages(used: ReadonlySet<Import>): string[] {
  return [
    '"transformers[torch]>=5"',
    'datasets',
    ...(used.has('sklearn') ? ['scikit-learn'] : []),
    ...(used.has('seqeval') ? ['seqeval'] : []),
    ...(used.has('peft') ? ['peft'] : []),
  ];
}

/** The lines of each module, in the order in which they stand. */
const importLines: readonly (readonly [Import | null, string])[] = [
  ['csv', 'import csv'],
  ['json', 'import json'],
  ['math', 'import math'],
  ['re', 'import re'],
  ['collections', 'from collections import Counter'],
  [null, ''],
  ['numpy', 'import numpy as np'],
  ['torch', 'import torch'],
  [null, 'from datasets import Dataset'],
  ['peft', 'from peft import LoraConfig, TaskType, get_peft_model'],
  ['seqeval', 'from seqeval.metrics import f1_score, precision_score, recall_score'],
];

function imports({ run }: ScriptParams, used: ReadonlySet<Import>): string[] {
  const { autoModel, collator } = taskScripts[run.task];
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
  const scores = used.has('seqeval') ? 'accuracy_score' : 'accuracy_score, precision_recall_fscore_support';
  const modules = importLines.filter(([module]) => module === null || used.has(module)).map(([, line]) => line);
  return [
    ...(modules[0] === '' ? modules.slice(1) : modules),
    ...(used.has('sklearn') ? [`from sklearn.metrics import ${scores}`] : []),
    'from transformers import (',
    ...names.map((name) => `    ${name},`),
    ')',
  ];
}
