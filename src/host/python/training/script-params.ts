import type { RunFile, TrainingTask } from '../../../common/contracts/training/run-file';
import type { ResolvedModel } from '../../../hub/models/resolve-model';

/** A run in the words of `transformers`. Data files are absolute. */
export interface ScriptParams {
  readonly run: RunFile;
  readonly model: Pick<ResolvedModel, 'id' | 'revision' | 'commit' | 'folder' | 'origin'>;
  /** Where the trained model goes. */
  readonly outputDir: string;
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

/** True for tasks whose rows have labels out of a list. */
export function hasLabels({ task, problem_type: type }: RunFile): boolean {
  return task === 'token-classification' || (task === 'text-classification' && type !== 'regression');
}

/** True where a row may have several labels. */
export function isMultiLabel({ task, problem_type: type }: RunFile): boolean {
  return task === 'text-classification' && type === 'multi_label_classification';
}
