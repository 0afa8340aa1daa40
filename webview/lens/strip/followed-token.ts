import type { LensStore } from '../store/lens-store';
import type { StripItem } from './strip-items';

/** The token that a row keeps in view: the one under the editor's caret, else the one chosen last. */
export class FollowedToken {
  #last = '';

  /** The token to bring into view, once after it has become another one. `key` names the chips of the row. */
  next(store: LensStore, row: number, key: string): StripItem | null {
    const token = tokenToFollow(store, row);
    const name = token ? `${key}/${token.part}/${token.index}` : '';
    if (name === this.#last) return null;
    this.#last = name;
    return token;
  }
}

function tokenToFollow({ links: { caret }, chosen }: LensStore, row: number): StripItem | null {
  if (caret?.row === row) return caret;
  const last = chosen.findLast((token) => token.row === row);
  return last ? { part: 'input', index: last.index } : null;
}
