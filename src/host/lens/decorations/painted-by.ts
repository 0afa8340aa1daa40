import type { LensState } from '../../../common/contracts/lens';
import { wordTask } from '../../../common/contracts/words/word-task';

/** How the text on show is painted: by words in turn, or by surprise while the Lens shows that of the text itself. */
export function paintedBy({ model, look }: Pick<LensState, 'model' | 'look'>): 'words' | 'surprise' {
  // Of an encoder-decoder another text is scored, the one that it is to write.
  const isScored = wordTask(model?.info) === 'surprise' && model?.info?.kind === 'decoder-only';
  return isScored && (look?.tab ?? 'predictions') === 'predictions' ? 'surprise' : 'words';
}
