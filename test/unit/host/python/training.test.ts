import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { runFileSchema, type RunFileInput } from '../../../../src/common/contracts/training/run-file';
import { trainingToPython } from '../../../../src/host/python/training/training-to-python';

const model = { id: 'org/base', revision: null, commit: 'abc123', folder: '/cache/base', origin: 'cache' } as const;

function scriptOf(changes: Partial<RunFileInput> = {}): string {
  const settings: RunFileInput = {
    model: 'org/base',
    task: 'text-classification',
    train_file: '/data/rows.csv',
    text_column: 'sentence',
    label_column: 'sentiment',
    ...changes,
  };
  return trainingToPython({ run: v.parse(runFileSchema, settings), model, outputDir: 'rows-1' });
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
      'load_dataset("csv", data_files="/data/rows.csv", split="train", keep_default_na=False)',
      'train.train_test_split(test_size=0.2, seed=7)',
      'tokenizer(rows["sentence"], truncation=True, max_length=50)',
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

  test('weighs labels in a loss of its own', () => {
    const script = scriptOf({ class_weights: 'balanced', gradient_accumulation_steps: 2 });
    expect(script).toContain('counts.sum() / (len(label_names) * counts)');
    expect(script).toContain('compute_loss_func=weighted_loss');
    expect(script).toContain('loss / trainer.current_gradient_accumulation_steps');
  });

  test('knows each task', () => {
    expect(scriptOf({ problem_type: 'regression' })).toContain('num_labels=1, problem_type="regression"');
    expect(scriptOf({ problem_type: 'multi_label_classification', label_separator: ';' })).toContain('cell.split(";")');
    expect(scriptOf({ task: 'token-classification', tokens_column: 'words' })).toContain('is_split_into_words=True');
    expect(scriptOf({ task: 'text-generation' })).toContain('[-100, *ids[1:]]');
    expect(scriptOf({ task: 'text2text-generation', target_column: 'out' })).toContain('text_target=rows["out"]');
    expect(scriptOf({ task: 'fill-mask' })).toContain('mlm_probability=0.15');
  });

  test('freezes layers, adapts with LoRA, and starts from scratch', () => {
    expect(scriptOf({ freeze_layers: 2 })).toContain('int(layer[1]) < 2');
    expect(scriptOf({ lora: { r: 8, lora_alpha: 16 } })).toContain(
      'LoraConfig(task_type=TaskType.SEQ_CLS, r=8, lora_alpha=16)',
    );
    expect(scriptOf({ from_scratch: true })).toContain('AutoModelForSequenceClassification.from_config(config)');
  });

  test('parts rows as the run does, in its sizes', () => {
    expect(scriptOf({ train_size: 128, validation_size: 32 })).toContain('(test_size=32, train_size=128, seed=42)');
    expect(scriptOf({ validation_file: '/data/v.tsv' })).toContain(
      'validation = load_dataset("csv", data_files="/data/v.tsv"',
    );
  });

  test('quotes what comes from files', () => {
    const script = scriptOf({ train_file: '/data/a"b\n.csv', text_column: '"); import os' });
    expect(script).toContain('data_files="/data/a\\"b\\n.csv"');
    expect(script).toContain('rows["\\"); import os"]');
  });
});
