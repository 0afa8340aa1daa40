import type { HiddenStack } from '../../../common/contracts/internals/stacks';
import { emptyMatrix, rowOf, type MatrixView } from '../attention/matrix-view';
import { entryRange, type ShownAxis } from '../tokens/axis';
import type { TokenFacts } from '../tokens/token-facts';

/** The hidden states of one stack for one row. */
export interface HiddenStates {
  readonly stack: HiddenStack;
  readonly tokens: TokenFacts;
  /** One state of the real tokens, [tokens, hidden]. */
  state(index: number): MatrixView;
}

/** One state by shown entry, [entries, hidden]: a word of several tokens is the mean of their states. */
export function shownState(view: MatrixView, axis: ShownAxis): MatrixView {
  if (axis.plain) return view;
  const shown = emptyMatrix(axis.entries, view.columns);
  for (let entry = 0; entry < axis.entries; entry++) {
    const [from, to] = entryRange(axis, entry);
    const target = rowOf(shown, entry);
    for (let row = from; row < to; row++) {
      const source = rowOf(view, row);
      for (let i = 0; i < source.length; i++) target[i] = (target[i] ?? 0) + (source[i] ?? 0) / (to - from);
    }
  }
  return shown;
}
