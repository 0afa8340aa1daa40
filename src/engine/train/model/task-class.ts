import type { TrainingTask } from '../../../common/contracts/training/run-file';
import type { Architecture, HeadName } from '../../architectures/architecture';

const heads: Readonly<Record<TrainingTask, HeadName>> = {
  'text-classification': 'ForSequenceClassification',
  'token-classification': 'ForTokenClassification',
  'text-generation': 'ForCausalLM',
  'text2text-generation': 'ForConditionalGeneration',
  'fill-mask': 'ForMaskedLM',
};

/** Classes whose names are not the prefix and the head. */
const otherNames: Readonly<Record<string, string>> = {
  GPT2ForCausalLM: 'GPT2LMHeadModel',
  BertForCausalLM: 'BertLMHeadModel',
  MarianForConditionalGeneration: 'MarianMTModel',
};

/** The head that a task is trained with. */
export function headOf(task: TrainingTask): HeadName {
  return heads[task];
}

/** What transformers calls the model of a task: `BertForSequenceClassification`. */
export function classNameOf({ classPrefix }: Architecture, head: HeadName): string {
  const name = classPrefix + head;
  return Object.hasOwn(otherNames, name) ? (otherNames[name] ?? name) : name;
}
