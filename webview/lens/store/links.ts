import { later } from '../../shared/store/later';
import type { Token } from '../../../src/common/contracts/tokens';
import type { LensHost } from './lens-host';
import { rangeOf, samePlace, sharesCharacters, type PlacedToken, type TokenPlace } from './token-place';

/**
 * How long a token must stay hovered before the editor is told, in ms. To mark it VS Code draws its line anew, which of a
 * long line takes longer than a frame, in the thread that this page may share.
 */
const restBeforeTold = 100;

/** What links the views with each other and with the editor: the token under the pointer, and the one at the caret. */
export class Links {
  #hovered: PlacedToken | null = null;
  #caret: TokenPlace | null = null;
  /** What the editor marks, as far as it was told. */
  #told: PlacedToken | null = null;
  #callOff: (() => void) | null = null;

  constructor(
    private readonly host: LensHost,
    private readonly onChange: () => void,
  ) {}

  /** The token under the pointer or the keyboard's cursor, in any view. */
  get hovered(): PlacedToken | null {
    return this.#hovered;
  }

  /** The token at the caret of the editor. */
  get caret(): TokenPlace | null {
    return this.#caret;
  }

  /** Marks a token here, and once it stays its characters in the editor; null lets go. */
  hover(placed: PlacedToken | null): void {
    if (samePlace(placed, this.#hovered)) return;
    this.#hovered = placed;
    this.#callOff?.();
    this.#callOff = later(restBeforeTold, () => this.#tell());
    this.onChange();
  }

  setCaret(caret: TokenPlace | null): void {
    this.#caret = caret;
    this.onChange();
  }

  /** Forgets tokens of a run that is no longer on show, and has the editor mark none of them. */
  clear(): void {
    this.#hovered = null;
    this.#caret = null;
    this.#callOff?.();
    this.#tell();
  }

  /** Whether a token is marked: itself, or because it shares characters with the one hovered in the other strip. */
  isLinked(place: TokenPlace, tokenAt: (place: TokenPlace) => Token | undefined): boolean {
    if (samePlace(place, this.#hovered) || samePlace(place, this.#caret)) return true;
    const hovered = this.#hovered;
    if (!hovered || hovered.target === place.target || hovered.row !== place.row) return false;
    const token = tokenAt(place);
    return token !== undefined && sharesCharacters(token, hovered.token);
  }

  #tell(): void {
    if (samePlace(this.#hovered, this.#told)) return;
    this.#told = this.#hovered;
    this.host.notify('hover', this.#told && rangeOf(this.#told));
  }
}
