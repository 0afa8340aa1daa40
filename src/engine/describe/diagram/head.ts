import type { Block } from '../../../common/contracts/description';
import { sumOf } from '../tensors/layers';
import type { DrawParams } from './draw';

/** What the head gives to each token or text; null for a bare body. */
export function headBlock({ task, className, labels, facts, tensors, ties }: DrawParams): Block | null {
  const own = tensors?.filter(({ part, role }) => part === 'head' && role === 'parameter') ?? null;
  if (task === null && (own === null || own.length === 0)) return null;
  // A body whose file holds a head that its class does not name.
  if (className !== null && task === null) return null;
  return {
    type: 'head',
    task,
    from: facts.hiddenSize,
    to: outputsOf(task, labels, facts.vocabSize),
    tied: ties.head,
    parameters: own && sumOf(own),
  };
}

function outputsOf(task: string | null, labels: number, vocabSize: number | null): number | null {
  switch (task) {
    case 'text-classification':
    case 'token-classification':
      return labels;
    case 'question-answering':
    case 'next-sentence-prediction':
      return 2;
    case 'multiple-choice':
      return 1;
    case 'fill-mask':
    case 'text-generation':
    case 'text2text-generation':
    case 'translation':
      return vocabSize;
    default:
      return null;
  }
}

/** The layer that BERT's first token passes through, where the files have it. */
export function poolerBlock({ tensors }: DrawParams): Block | null {
  const found = tensors?.filter(({ name, role }) => role === 'parameter' && /(^|\.)pooler\./.test(name)) ?? [];
  if (found.length === 0) return null;
  const [to = null, from = null] = found.find(({ shape }) => shape?.length === 2)?.shape ?? [];
  return { type: 'linear', of: 'pooler', from, to, parameters: sumOf(found) };
}
