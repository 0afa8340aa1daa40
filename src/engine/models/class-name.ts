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
  DoubleHeadsModel: 'text-generation',
  ForCausalLM: 'text-generation',
  WithLMHeadModel: 'fill-mask',
  ForConditionalGeneration: 'text2text-generation',
  MTModel: 'translation',
};

/** Classes that transformers once had under other names; the files of old models still say them. */
const oldClasses: Readonly<Record<string, string>> = {
  T5WithLMHeadModel: 'T5ForConditionalGeneration',
  LLaMAForCausalLM: 'LlamaForCausalLM',
};

function presentName(className: string | null): string | null {
  return className !== null && Object.hasOwn(oldClasses, className) ? (oldClasses[className] ?? null) : className;
}

/** The task of a class of any family, by the end of its name; null for a bare body and for what is not known. */
export function taskOfClass(className: string | null): string | null {
  const [kind = ''] =
    /(For[A-Z]\w*|(With)?LMHeadModel|DoubleHeadsModel|MTModel)$/.exec(presentName(className) ?? '') ?? [];
  return Object.hasOwn(tasks, kind) ? (tasks[kind] ?? null) : null;
}

/** What the class in `architectures` says: its task (null for a bare body) and its head, where that can be built. */
export interface ClassFacts {
  readonly task: string | null;
  readonly head: HeadName | null;
}

/**
 * Heads that other classes call otherwise. BERT was pretrained with two heads, of which one fills masks; of GPT-2's two,
 * one goes on with a text.
 */
const otherNames: Readonly<Record<string, HeadName>> = {
  LMHeadModel: 'ForCausalLM',
  DoubleHeadsModel: 'ForCausalLM',
  ForPreTraining: 'ForMaskedLM',
  MTModel: 'ForConditionalGeneration',
};

/** Reads a class name such as `RobertaForSequenceClassification`; one of another family says nothing. */
export function readClassName(name: string | null, { classPrefix }: Architecture): ClassFacts {
  const className = presentName(name);
  if (className?.startsWith(classPrefix) !== true) return { task: null, head: null };
  const kind = className.slice(classPrefix.length);
  // Whether a text follows another is a label of the pair.
  if (kind === 'ForNextSentencePrediction') return { task: 'text-classification', head: kind };
  return {
    task: Object.hasOwn(tasks, kind) ? (tasks[kind] ?? null) : null,
    head:
      headNames.find((name) => name === kind) ?? (Object.hasOwn(otherNames, kind) ? (otherNames[kind] ?? null) : null),
  };
}
