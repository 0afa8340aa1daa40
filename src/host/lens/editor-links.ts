import type * as vscode from 'vscode';
import type { lensHostContract } from '../../common/contracts/lens';
import type { NotificationOf } from '../../common/rpc/contract';
import { DisposableStore } from '../platform/disposable-store';
import { inBackground, type Log } from '../platform/log';
import { TokenPainter } from './decorations/token-painter';
import type { Shown } from './decorations/visible-tokens';
import { type Caret, tokenAtCaret } from './source/caret-link';
import { rangeOfCharacters } from './source/reveal-characters';

export interface EditorLinksParams {
  readonly log: Log;
  /** The result on show with its places; null when there is none. */
  readonly shown: () => Shown | null;
  readonly showCaret: (caret: Caret) => void;
}

/** What the Lens and the editors show of each other: painted tokens, the hovered token, the token under the caret. */
export class EditorLinks implements vscode.Disposable {
  readonly painter: TokenPainter;
  readonly #params: EditorLinksParams;
  readonly #store = new DisposableStore();
  #painted: Shown | null = null;
  #caret = 0;
  #marked: Shown['outcome'] | undefined;

  constructor(params: EditorLinksParams) {
    this.#params = params;
    this.painter = this.#store.add(new TokenPainter(params.log));
  }

  /** Paints the result on show, or clears what is painted. */
  paint(enabled: boolean): void {
    const shown = enabled ? this.#params.shown() : null;
    if (shown?.outcome === this.#painted?.outcome && shown?.tracked === this.#painted?.tracked) return;
    this.#painted = shown;
    this.painter.show(shown && { ...shown, levels: null });
  }

  /** Outlines the characters of a token in the editor; null lets go. */
  hover(range: NotificationOf<typeof lensHostContract, 'hover'>): void {
    const place = range && rangeOfCharacters(range, this.#params.shown());
    this.painter.link(place && { uri: place.document.uri.toString(), range: place.range });
  }

  /** Marks the chip under the caret once a new result is on show: the caret may not have moved since. */
  markCaret(editor: vscode.TextEditor | undefined): void {
    const outcome = this.#params.shown()?.outcome;
    if (outcome === this.#marked) return;
    this.#marked = outcome;
    if (editor) this.moveCaret(editor);
  }

  /** Marks the chip of the token under the caret. */
  moveCaret(editor: vscode.TextEditor): void {
    const shown = this.#params.shown();
    const generation = ++this.#caret;
    if (!shown) return;
    inBackground(this.#params.log, 'Finding the token under the caret', async () => {
      const caret = await tokenAtCaret(editor, shown);
      if (generation === this.#caret) this.#params.showCaret(caret);
    });
  }

  dispose(): void {
    this.#store.dispose();
  }
}
