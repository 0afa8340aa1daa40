import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { runFileSchema, type RunFileInput } from '../../../../src/common/contracts/training/run-file';
import type { DataReading } from '../../../../src/common/contracts/training/data-reading';
import type { ScriptData } from '../../../../src/host/python/training/script-params';
import { trainingToPython } from '../../../../src/host/python/training/training-to-python';

const model = { id: 'org/base', revision: null, commit: 'abc123', folder: '/cache/base', origin: 'cache' } as const;

const reading: DataReading = {
  ...{ text_column: 'sentence', text_pair_column: null, label_column: 'sentiment', target_column: null },
  ...{ tokens_column: null, label_separator: null, problem_type: 'single_label_classification', delimiters: [','] },
  ...{ labelForm: 'names', labelNames: [], model: { kind: 'encoder-only', endTokenId: 102 } },
};

function scriptOf(
  changes: Partial<RunFileInput> = {},
  read: Partial<DataReading> = {},
  data: Partial<ScriptData> = {},
): string {
  const settings: RunFileInput = {
    model: 'org/base',
    task: 'text-classification',
    train_file: '/data/rows.csv',
    text_column: 'sentence',
    label_column: 'sentiment',
    ...changes,
  };
  return trainingToPython({
    run: v.parse(runFileSchema, settings),
    data: {
      ...{
        reading: { ...reading, ...read },
        labels: ['no', 'yes'],
        isClean: true,
        hasBrokenText: false,
        maxLength: 50,
      },
      ...data,
    },
    model,
    outputDir: 'rows-1',
  });
}

describe('a run as a script', () => {
  test('has the arguments that are other than TrainingArguments has them, under their names', () => {
    const script = scriptOf({
      learning_rate: 2e-5,
      num_train_epochs: 3,
      warmup_steps: 0.1,
      lr_scheduler_type: 'cosine',
      lr_scheduler_kwargs: { num_cycles: 2 },
      load_best_model_at_end: true,
      eval_strategy: 'epoch',
      save_strategy: 'epoch',
      validation_size: 0.2,
      early_stopping_patience: 2,
      max_length: 50,
      seed: 7,
    });
    for (const line of [
      'model_id = "org/base"',
      'AutoTokenizer.from_pretrained(model_id, revision="abc123")',
      'with open("/data/rows.csv", encoding="utf-8-sig", newline="") as file:',
      'kept = math.ceil(0.2 * len(train))',
      'tokenizer(rows["text"], truncation=True, max_length=50)',
      '    learning_rate=0.00002,',
      '    warmup_steps=0.1,',
      '    lr_scheduler_type="cosine",',
      '    lr_scheduler_kwargs={"num_cycles": 2},',
      '    load_best_model_at_end=True,',
      'EarlyStoppingCallback(early_stopping_patience=2, early_stopping_threshold=0)',
      'set_seed(7)',
    ]) {
      expect(script).toContain(line);
    }
    // What TrainingArguments has by default is not repeated.
    expect(script).not.toContain('num_train_epochs=3');
  });

  test('says what depends on other arguments', () => {
    // eval_steps falls back to logging_steps, which is 1 in a script, and early stopping wants the metric by name.
    expect(scriptOf({ eval_strategy: 'steps', validation_size: 2 })).toContain('eval_steps=500');
    const early = { eval_strategy: 'epoch', validation_size: 2, early_stopping_patience: 1 } as const;
    expect(scriptOf(early)).toContain('metric_for_best_model="loss"');
    const perplexity = scriptOf({ ...early, task: 'text-generation', metric_for_best_model: 'perplexity' });
    expect(perplexity).toContain('metric_for_best_model="loss"');
    expect(perplexity).toContain('greater_is_better=True');
    // Trainer's label smoothing knows classes alone.
    const several = { problem_type: 'multi_label_classification' } as const;
    expect(scriptOf({ label_smoothing_factor: 0.1 })).toContain('label_smoothing_factor=0.1');
    expect(scriptOf({ label_smoothing_factor: 0.1 }, several)).not.toContain('label_smoothing_factor');
  });

  test('weighs labels in a loss of its own', () => {
    const script = scriptOf({ class_weights: 'balanced', gradient_accumulation_steps: 2 });
    expect(script).toContain('counts.sum() / (len(label_names) * np.maximum(counts, 1))');
    expect(script).toContain('compute_loss_func=weighted_loss');
    expect(script).toContain('loss / trainer.current_gradient_accumulation_steps');
  });

  test('knows each task', () => {
    expect(scriptOf({}, { problem_type: 'regression' })).toContain('    num_labels=1,\n    problem_type="regression",');
    const several = { problem_type: 'multi_label_classification', label_separator: ';' } as const;
    expect(scriptOf({}, several)).toContain('cell.split(";")');
    expect(scriptOf({ task: 'token-classification' }, { tokens_column: 'words' })).toContain('items(row["words"])');
    const causal = scriptOf({ task: 'text-generation' }, { model: { kind: 'decoder-only', endTokenId: 7 } });
    expect(causal).toContain('max_length=49');
    expect(causal).toContain('ids.append(7)');
    expect(scriptOf({ task: 'text2text-generation' }, { target_column: 'out' })).toContain('target = row["out"]');
    expect(scriptOf({ task: 'fill-mask' })).toContain('mlm_probability=0.15');
  });

  test('freezes layers, adapts with LoRA, and starts from scratch', () => {
    expect(scriptOf({ freeze_layers: 2 })).toContain('int(layer[1]) < 2');
    const lora = scriptOf({ lora: { r: 8, lora_alpha: 16, lora_dropout: 0.1 } });
    for (const line of ['task_type=TaskType.SEQ_CLS', 'r=8', 'lora_alpha=16', 'lora_dropout=0.1']) {
      expect(lora).toContain(`    ${line},\n`);
    }
    expect(lora).toContain('model, loading = AutoModelForSequenceClassification.from_pretrained(');
    expect(lora).toContain('"distilbert": ["q_lin", "v_lin"]');
    const named = scriptOf({
      dropout: false,
      lora: { ...{ r: 8, lora_alpha: 16 }, lora_dropout: 0.1, target_modules: 'all-linear' },
    });
    expect(named).toContain('target_modules="all-linear"');
    expect(named).not.toContain('lora_dropout');
    expect(scriptOf({ from_scratch: true })).toContain('AutoModelForSequenceClassification.from_config(config)');
  });

  test('reads labels as the run has read them', () => {
    expect(scriptOf()).toContain('label2id[row["sentiment"].strip()]');
    const numbers = scriptOf({}, { labelForm: 'numbers' }, { labels: ['0', '3'] });
    expect(numbers).toContain('ids[float(row["sentiment"])]');
    const named: Partial<DataReading> = { labelForm: 'ids', labelNames: ['yes', 'no'] };
    expect(scriptOf({}, named)).toContain('enumerate(["yes", "no"])');
    expect(scriptOf({ train_file: '/data/rows.jsonl' })).toContain('label2id[name_of(row["sentiment"])]');
  });

  test('leaves rows out only where the run did', () => {
    expect(scriptOf()).not.toContain('is not None');
    const dirty = scriptOf({}, {}, { isClean: false });
    expect(dirty).toContain('train = usable(csv.DictReader(file))');
    expect(dirty).toContain('label2id.get(row["sentiment"].strip())');
    expect(scriptOf({}, {}, { isClean: false, hasBrokenText: true })).toContain('errors="surrogateescape"');
    expect(scriptOf({ train_file: '/data/rows.jsonl' }, {}, { isClean: false })).toContain('def parsed(line)');
  });

  test('parts rows as the run does', () => {
    const script = scriptOf({ train_size: 128, validation_size: 32, seed: 2 ** 32 + 5 });
    for (const line of ['kept = 32', 'used = 128', 'order[kept:kept + used]', 'k, l = 5, 1', 'Counter(labels)']) {
      expect(script).toContain(line);
    }
    // Rows without labels, or with several, are parted by the random numbers alone.
    expect(scriptOf({ task: 'text-generation', validation_size: 0.1 })).not.toContain('Counter');
    expect(scriptOf({ validation_file: '/data/v.tsv' }, { delimiters: [',', '\t'] })).toContain(
      'validation = Dataset.from_list([prepare(row) for row in csv.DictReader(file, delimiter="\\t")])',
    );
  });

  test('quotes what comes from files', () => {
    const script = scriptOf({ train_file: '/data/a"b\n.csv' }, { text_column: '"); import os' });
    expect(script).toContain('open("/data/a\\"b\\n.csv"');
    expect(script).toContain('row["\\"); import os"]');
  });
});
