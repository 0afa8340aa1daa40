import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { DisposableStore } from '../../platform/disposable-store';
import { rangeOf } from './read-selections';
import { sourceLabel, type ReadText } from './read-text';
import { TrackedText } from './tracked-text';

/**
 * Watches the documents of the text that was asked for last, of the one whose result is on show (another while a run is at
 * work or when it was cancelled), and of rows that are followed beyond that.
 */
export class TextTracker implements vscode.Disposable {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new vscode.EventEmitter<void>());
  #requested: TrackedText | undefined;
  #shown: TrackedText | undefined;
  readonly #followed = new Set<TrackedText>();

  /** A text has become stale, or (after an undo) stands again. */
  readonly onDidChange = this.#changed.event;

  constructor() {
    this.#store.add(vscode.workspace.onDidChangeTextDocument((event) => this.#edited(event)));
    this.#store.add(vscode.workspace.onDidCloseTextDocument((document) => this.#closed(document)));
  }

  /** The text that was asked for last; undefined when there is none. */
  get requested(): TrackedText | undefined {
    return this.#requested;
  }

  /** Follows a text that is asked for now. */
  request(read: ReadText): void {
    this.#requested = new TrackedText(read);
  }

  /** Forgets what was asked for. */
  drop(): void {
    this.#requested = undefined;
  }

  /** Where the text of a result lies now; undefined for one that is not followed. */
  of(read: ReadText): TrackedText | undefined {
    if (this.#requested?.read === read) this.#shown = this.#requested;
    return this.#shown?.read === read ? this.#shown : undefined;
  }

  /**
   * Follows one row of a text until {@link unfollow}, from where it lies now. Null for a row that lies in no document, and
   * for a text that is not watched any more.
   */
  follow(read: ReadText, row: number): TrackedText | null {
    const tracked = this.#watched.find((text) => text.read === read)?.pieceOf(row, 0);
    if (!tracked) return null;
    const { piece, span } = tracked;
    const here = { ...piece, place: { ...piece.place, ...span } };
    const followed = new TrackedText({ kind: 'editor', rows: [here], pair: null });
    this.#followed.add(followed);
    return followed;
  }

  unfollow(text: TrackedText): void {
    this.#followed.delete(text);
  }

  dispose(): void {
    this.#store.dispose();
  }

  #edited({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const uri = document.uri.toString();
    const edits = contentChanges.map(({ rangeOffset, rangeLength, text }) => ({
      offset: rangeOffset,
      length: rangeLength,
      text,
    }));
    for (const text of this.#in(uri)) {
      const result = text.applyEdits(uri, edits, (span) => document.getText(rangeOf(document, span)));
      text.stale = result === 'same' ? null : t('{0} was edited after this result', sourceLabel(text.read));
      this.#changed.fire();
    }
  }

  #closed(document: vscode.TextDocument): void {
    for (const text of this.#in(document.uri.toString())) {
      text.stale = t('{0} was closed after this result', sourceLabel(text.read));
      this.#changed.fire();
    }
  }

  get #watched(): TrackedText[] {
    const own = [this.#requested, this.#shown].filter((text) => text !== undefined);
    return [...new Set([...own, ...this.#followed])];
  }

  #in(uri: string): TrackedText[] {
    return this.#watched.filter((text) => text.in(uri).length > 0);
  }
}
