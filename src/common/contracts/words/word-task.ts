import type { ModelInfo } from '../model';

/**
 * What the Predictions tab shows of a language model: `masks` the words that may stand in place of others (masked language
 * models), `surprise` how expected each token of a text was (decoders, and encoder-decoders for a target text). Null for
 * models of other tasks, and where the head is not in the weights.
 */
export function wordTask(
  info: Pick<ModelInfo, 'kind' | 'task' | 'missingHead'> | null | undefined,
): 'masks' | 'surprise' | null {
  if (!info || info.missingHead.length > 0) return null;
  if (info.task === 'fill-mask') return info.kind === 'encoder-only' ? 'masks' : null;
  const writes = info.kind === 'encoder-decoder' ? writesFromText.has(info.task) : info.task === 'text-generation';
  return writes && info.kind !== 'encoder-only' ? 'surprise' : null;
}

/** The Hub's names of what encoder-decoders write. */
const writesFromText: ReadonlySet<string | null> = new Set(['text2text-generation', 'translation', 'summarization']);
