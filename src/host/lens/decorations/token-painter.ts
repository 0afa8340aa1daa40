import * as vscode from 'vscode';
import { type Log, inBackground } from '../../platform/log';
import { DisposableStore } from '../../platform/disposable-store';
import { createTokenStyles, isHighContrast, type TokenStyles } from './token-styles';
import { toRanges, visibleTokens, type PaintedStretch, type Painting } from './visible-tokens';

/** Most decorations at a time, in all editors together. */
export const mostDecorations = 2000;
/** How long scrolling rests before what has come into view is painted, in ms. */
const scrollRest = 40;

/** How many ranges of each kind are painted in an editor. */
export interface PaintedCounts {
  readonly words: number;
  readonly pieces: number;
  readonly cut: number;
  /** Tokens that are painted as surprising. */
  readonly levels: number;
}

/** Paints the tokens of the result on show into the visible parts of the editors that hold its text. */
export class TokenPainter implements vscode.Disposable {
  readonly #store = new DisposableStore();
  readonly #log: Log;
  readonly #painted = new Map<vscode.TextEditor, PaintedCounts>();
  /** Made when something is painted first: activation has no time for it. */
  #styles: TokenStyles | undefined;
  #shown: Painting | null = null;
  #linked: { readonly uri: string; readonly range: vscode.Range } | null = null;
  #generation = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(log: Log) {
    this.#log = log;
    this.#store.add(vscode.window.onDidChangeTextEditorVisibleRanges(() => this.#soon()));
    this.#store.add(vscode.window.onDidChangeVisibleTextEditors(() => this.#soon()));
    // What an extension inserts behind a decoration grows it, although what a person types there does not.
    this.#store.add(vscode.workspace.onDidChangeTextDocument(({ document }) => this.#edited(document)));
    this.#store.add(vscode.window.onDidChangeActiveColorTheme(() => this.#restyle()));
  }

  /** Paints a result, or nothing. */
  show(shown: Painting | null): void {
    this.#shown = shown;
    this.#generation++;
    if (shown) this.#repaint();
    else this.#clear();
  }

  /** Outlines a span of a document (a hovered token) in its visible editors; null lets go. */
  link(linked: { readonly uri: string; readonly range: vscode.Range } | null): void {
    this.#linked = linked;
    if (!linked && !this.#styles) return;
    for (const editor of vscode.window.visibleTextEditors) {
      const ranges = editor.document.uri.toString() === linked?.uri ? [linked.range] : [];
      editor.setDecorations(this.#currentStyles().linked, ranges);
      for (const range of ranges) editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    }
  }

  /** What is painted now, by document. */
  get painted(): ReadonlyMap<string, PaintedCounts> {
    return new Map([...this.#painted].map(([editor, counts]) => [editor.document.uri.toString(), counts]));
  }

  dispose(): void {
    this.#generation++;
    clearTimeout(this.#timer);
    this.#store.dispose();
    this.#styles?.dispose();
  }

  #currentStyles(): TokenStyles {
    this.#styles ??= createTokenStyles(isHighContrast(vscode.window.activeColorTheme));
    return this.#styles;
  }

  #restyle(): void {
    if (!this.#styles) return;
    this.#styles.dispose();
    this.#styles = undefined;
    this.#painted.clear();
    this.link(this.#linked);
    this.#repaint();
  }

  #edited(document: vscode.TextDocument): void {
    if ([...this.#painted.keys()].some((editor) => editor.document === document)) this.#soon();
  }

  #soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#repaint(), scrollRest);
  }

  #repaint(): void {
    const shown = this.#shown;
    const generation = ++this.#generation;
    if (shown) inBackground(this.#log, 'Painting tokens', () => this.#paintAll(shown, generation));
  }

  async #paintAll(shown: Painting, generation: number): Promise<void> {
    let budget = mostDecorations;
    for (const editor of vscode.window.visibleTextEditors) {
      const stretches = await visibleTokens(editor, shown, budget);
      if (generation !== this.#generation) return;
      budget -= this.#paint(editor, stretches);
    }
    for (const editor of this.#painted.keys()) {
      if (!vscode.window.visibleTextEditors.includes(editor)) this.#painted.delete(editor);
    }
  }

  /** Gives how many ranges were painted. */
  #paint(editor: vscode.TextEditor, stretches: readonly PaintedStretch[]): number {
    const { document } = editor;
    const counts = { words: 0, pieces: 0, cut: 0, levels: 0 };
    const set = (kind: keyof PaintedCounts, type: vscode.TextEditorDecorationType, pick: Picker): void => {
      const ranges = stretches.flatMap(({ offset, layout }) => toRanges(document, offset, pick(layout)));
      counts[kind] += ranges.length;
      editor.setDecorations(type, ranges);
    };
    const styles = this.#currentStyles();
    styles.words.forEach((type, hue) => set('words', type, ({ words }) => words[hue] ?? []));
    styles.pieces.forEach((type, hue) => set('pieces', type, ({ pieces }) => pieces[hue] ?? []));
    styles.levels.forEach((type, step) => set('levels', type, ({ levels }) => levels[step] ?? []));
    set('cut', styles.cut, ({ cut }) => cut);
    const total = counts.words + counts.pieces + counts.levels + counts.cut;
    if (total > 0) this.#painted.set(editor, counts);
    else this.#painted.delete(editor);
    return total;
  }

  #clear(): void {
    for (const editor of vscode.window.visibleTextEditors) this.#paint(editor, []);
    this.link(null);
    this.#painted.clear();
  }
}

type Picker = (layout: PaintedStretch['layout']) => PaintedStretch['layout']['cut'];
