import type * as vscode from 'vscode';
import type { lensHostContract } from '../../common/contracts/lens';
import type { NotificationOf } from '../../common/rpc/contract';
import { DisposableStore } from '../platform/disposable-store';
import { inBackground, type Log } from '../platform/log';
import { paintedBy } from './decorations/painted-by';
import { SurpriseLevels } from './decorations/surprise-levels';
import { TokenPainter } from './decorations/token-painter';
import type { Painting, Shown } from './decorations/visible-tokens';
import type { LensController } from './lens-controller';
import { type Caret, tokenAtCaret } from './source/caret-link';
import { rangeOfCharacters } from './source/reveal-characters';

export interface EditorLinksParams {
  readonly log: Log;
  readonly lens: Pick<LensController, 'session' | 'shown'>;
  readonly showCaret: (caret: Caret) => void;
}

/** What the Lens and the editors show of each other: painted tokens, the hovered token, the token under the caret. */
export class EditorLinks implements vscode.Disposable {
  readonly painter: TokenPainter;
  readonly #params: EditorLinksParams;
  readonly #store = new DisposableStore();
  #painted: Painting | null = null;
  #enabled = false;
  #caret = 0;
  #marked: Shown['outcome'] | undefined;

  constructor(params: EditorLinksParams) {
    this.#params = params;
    this.painter = this.#store.add(new TokenPainter(params.log));
  }

  /** Paints the result on show by words or by surprise, or clears what is painted; without a word as it was told last. */
  paint(enabled = this.#enabled): void {
    this.#enabled = enabled;
    const shown = enabled ? this.#params.lens.shown : null;
    const bySurprise = paintedBy(this.#params.lens.session.state) === 'surprise';
    const painted = this.#painted;
    const isSame = shown?.outcome === painted?.outcome && shown?.tracked === painted?.tracked;
    if (isSame && (shown === null || bySurprise === (painted?.levels != null))) return;
    this.#painted = shown && { ...shown, levels: bySurprise ? new SurpriseLevels(shown.outcome) : null };
    this.painter.show(this.#painted);
  }

  /** Outlines the characters of a token in the editor; null lets go. */
  hover(range: NotificationOf<typeof lensHostContract, 'hover'>): void {
    const place = range && rangeOfCharacters(range, this.#params.lens.shown);
    this.painter.link(place && { uri: place.document.uri.toString(), range: place.range });
  }

  /** Marks the chip under the caret once a new result is on show: the caret may not have moved since. */
  markCaret(editor: vscode.TextEditor | undefined): void {
    const outcome = this.#params.lens.shown?.outcome;
    if (outcome === this.#marked) return;
    this.#marked = outcome;
    if (editor) this.moveCaret(editor);
  }

  /** Marks the chip of the token under the caret. */
  moveCaret(editor: vscode.TextEditor): void {
    const shown = this.#params.lens.shown;
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
