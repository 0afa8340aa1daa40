import { t } from '@vscode/l10n';
import type { ModelInfo } from '../../../src/common/contracts/model';
import { formatCount, formatParameters } from '../../shared/format/numbers';

/** A part of the model as a box: what it is, and its size where that follows from what is known. */
export interface Block {
  readonly label: string;
  readonly size: string | null;
}

/** A model from its input to its output: one box each, the repeated layers in one. */
export interface Blocks {
  readonly embeddings: Block;
  readonly layers: { readonly count: string; readonly name: string; readonly parts: readonly Block[] };
  readonly head: Block | null;
}

/** Architectures whose embeddings are as wide as their layers, and whose attention is four matrices with biases. */
const likeBert = ['bert', 'distilbert', 'roberta', 'xlm-roberta'];

/** The boxes of a model; null where its config does not say how many layers it has. */
export function blocksOf(info: ModelInfo): Blocks | null {
  if (info.layers === null) return null;
  return {
    embeddings: { label: t('Embeddings'), size: embeddingSize(info) },
    layers: { count: `× ${info.layers}`, name: layerName(info.kind), parts: [attention(info), mlp] },
    head: headOf(info),
  };
}

const mlp: Block = { label: 'MLP', size: null };

function embeddingSize({ vocabSize, hiddenSize, architecture }: ModelInfo): string | null {
  if (vocabSize === null) return null;
  if (hiddenSize === null || !likeBert.includes(architecture)) return t('{0} tokens', formatCount(vocabSize));
  return `${formatCount(vocabSize)} × ${formatCount(hiddenSize)}`;
}

function attention({ heads, hiddenSize: width, architecture }: ModelInfo): Block {
  const size = width !== null && likeBert.includes(architecture) ? formatParameters(4 * (width * width + width)) : null;
  if (heads === null) return { label: t('Attention'), size };
  const even = width !== null && likeBert.includes(architecture) && width % heads === 0;
  const label = even ? t('Attention, {0} heads of {1}', heads, width / heads) : t('Attention, {0} heads', heads);
  return { label, size };
}

function layerName(kind: ModelInfo['kind']): string {
  switch (kind) {
    case 'encoder-only':
      return t('encoder layers');
    case 'decoder-only':
      return t('decoder layers');
    case 'encoder-decoder':
      return t('layers');
  }
}

/** The head that the task has; null for a bare body. */
function headOf({ task, labels }: ModelInfo): Block | null {
  const size = labels.length === 1 ? t('1 label') : t('{0} labels', labels.length);
  switch (task) {
    case null:
      return null;
    case 'text-classification':
      return { label: t('Classification head'), size };
    case 'token-classification':
      return { label: t('Token classification head'), size };
    case 'question-answering':
      return { label: t('Span head'), size: t('start and end') };
    case 'fill-mask':
      return { label: t('Masked language model head'), size: null };
    case 'text-generation':
      return { label: t('Language model head'), size: null };
    default:
      return { label: t('Head for {0}', task), size: null };
  }
}
