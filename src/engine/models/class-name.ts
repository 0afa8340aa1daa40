import { headNames, type Architecture, type HeadName } from '../architectures/architecture';

/** Tasks of the Hub by what follows the prefix in a class name. */
const tasks: Readonly<Record<string, string>> = {
  ForSequenceClassification: 'text-classification',
  ForMaskedLM: 'fill-mask',
  ForTokenClassification: 'token-classification',
  ForQuestionAnswering: 'question-answering',
  ForMultipleChoice: 'multiple-choice',
  ForNextSentencePrediction: 'next-sentence-prediction',
  ForPreTraining: 'fill-mask',
  LMHeadModel: 'text-generation',
  ForCausalLM: 'text-generation',
};

/** What the class in `architectures` says: its task (null for a bare body) and its head, where that can be built. */
export interface ClassFacts {
  readonly task: string | null;
  readonly head: HeadName | null;
}

/** Reads a class name such as `RobertaForSequenceClassification`; one of another family says nothing. */
export function readClassName(className: string | null, { classPrefix }: Architecture): ClassFacts {
  if (className?.startsWith(classPrefix) !== true) return { task: null, head: null };
  const kind = className.slice(classPrefix.length);
  return { task: tasks[kind] ?? null, head: headNames.find((name) => name === kind) ?? null };
}
