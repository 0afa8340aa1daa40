import type { DataReading } from '../../../common/contracts/training/data-reading';
import type { RunFile, TrainingTask } from '../../../common/contracts/training/run-file';
import type { ResolvedModel } from '../../../hub/models/resolve-model';

/** A run in the words of `transformers`. Data files are absolute. */
export interface ScriptParams {
  readonly run: RunFile;
  readonly data: ScriptData;
  readonly model: Pick<ResolvedModel, 'id' | 'revision' | 'commit' | 'folder' | 'origin'>;
  /** Where the trained model goes. */
  readonly outputDir: string;
}

/** What was found in the data: what the run file leaves open, and whether there is anything to leave out. */
export interface ScriptData {
  readonly reading: DataReading;
  /** In the order of ids; empty for tasks without labels. */
  readonly labels: readonly string[];
  /** Every row can be used. */
  readonly isClean: boolean;
  /** Some rows are not UTF-8. */
  readonly hasBrokenText: boolean;
  /** In tokens; null where no model was there to tell it. */
  readonly maxLength: number | null;
}

/** What a task needs of `transformers`. */
export interface TaskScript {
  readonly autoModel: string;
  readonly collator: string;
  /** The task of peft; null where it has none. */
  readonly peft: string | null;
}

const classification = { collator: 'DataCollatorWithPadding(tokenizer)' } as const;

export const taskScripts: Readonly<Record<TrainingTask, TaskScript>> = {
  'text-classification': { autoModel: 'AutoModelForSequenceClassification', ...classification, peft: 'SEQ_CLS' },
  'token-classification': {
    autoModel: 'AutoModelForTokenClassification',
    collator: 'DataCollatorForTokenClassification(tokenizer)',
    peft: 'TOKEN_CLS',
  },
  // Pads labels with -100. The collator for language models would take padding, which is often the end token, for no label.
  'text-generation': {
    autoModel: 'AutoModelForCausalLM',
    collator: 'DataCollatorForSeq2Seq(tokenizer)',
    peft: 'CAUSAL_LM',
  },
  'text2text-generation': {
    autoModel: 'AutoModelForSeq2SeqLM',
    collator: 'DataCollatorForSeq2Seq(tokenizer, model=model)',
    peft: 'SEQ_2_SEQ_LM',
  },
  'fill-mask': { autoModel: 'AutoModelForMaskedLM', collator: 'DataCollatorForLanguageModeling', peft: null },
};

/** What a row is to be answered with. */
export type Answer = 'one-label' | 'labels' | 'value' | 'tags' | 'next-tokens' | 'target' | 'masked';

export function answerOf({ run, data }: ScriptParams): Answer {
  const { problem_type: type } = data.reading;
  switch (run.task) {
    case 'text-classification':
      if (type === 'regression') return 'value';
      return type === 'multi_label_classification' ? 'labels' : 'one-label';
    case 'token-classification':
      return 'tags';
    case 'text-generation':
      return 'next-tokens';
    case 'text2text-generation':
      return 'target';
    case 'fill-mask':
      return 'masked';
  }
}

/** True for answers out of a list of labels. */
export function hasLabels(answer: Answer): boolean {
  return answer === 'one-label' || answer === 'labels' || answer === 'tags';
}

/** True where the loss is a cross-entropy, which labels can be weighed and smoothed in. */
export function isCrossEntropy(answer: Answer): boolean {
  return answer !== 'labels' && answer !== 'value';
}

/** True where labels are weighed. */
export function isWeighted(params: ScriptParams): boolean {
  const answer = answerOf(params);
  return params.run.class_weights !== undefined && (answer === 'one-label' || answer === 'tags');
}

/** The modules, beside those of the task, that a part of a script needs. */
export type Import =
  'csv' | 'json' | 'math' | 're' | 'collections' | 'torch' | 'numpy' | 'sklearn' | 'seqeval' | 'peft';

/** Lines, and the modules that they use. */
export interface Part {
  readonly lines: readonly string[];
  readonly imports: readonly Import[];
}
