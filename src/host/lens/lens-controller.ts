import * as vscode from 'vscode';
import type { LensAction, LensLook, LensTab } from '../../common/contracts/lens';
import type { Device } from '../../common/contracts/model';
import { readsTarget } from '../../common/contracts/reads-target';
import { DisposableStore } from '../platform/disposable-store';
import { inBackground, type Log } from '../platform/log';
import { onSettingsChange, readSettings } from '../platform/settings';
import type { WorkingEditor } from '../platform/working-editor';
import type { Shown } from './decorations/visible-tokens';
import { EditorLinks } from './editor-links';
import type { KeptGeneration } from './generation/kept-generation';
import { LensGeneration } from './generation/lens-generation';
import type { KeptLook } from './look/kept-look';
import { controllerHandlers } from './panel/controller-handlers';
import type { LensPanel } from './panel/lens-panel';
import { PanelSlot } from './panel/panel-slot';
import { LensSession, type LensSessionParams } from './run/lens-session';
import { SelectionFollower } from './source/follow-selection';
import { applyPair, type PairChoice } from './source/pair-choice';
import { readSelections } from './source/read-selections';
import { sameText, type ReadText } from './source/read-text';
import { readAgain } from './source/reread';
import { TextTracker } from './source/text-tracker';

export interface LensControllerParams {
  readonly extensionUri: vscode.Uri;
  readonly log: Log;
  readonly session: Pick<LensSessionParams, 'engines' | 'chosenModel'>;
  readonly look: KeptLook;
  readonly generation: KeptGeneration;
  readonly perform: (action: LensAction) => Promise<void>;
  readonly editor: WorkingEditor;
}

/** Joins the Lens's session with editors, panel and decorations. Everything it shows comes from the session. */
export class LensController implements vscode.Disposable {
  readonly session: LensSession;
  readonly links: EditorLinks;
  readonly follower: SelectionFollower;
  readonly panels: PanelSlot;
  readonly generation: LensGeneration;
  readonly #params: LensControllerParams;
  readonly #store = new DisposableStore();
  readonly #texts = this.#store.add(new TextTracker());
  readonly #changed = this.#store.add(new vscode.EventEmitter<void>());
  #pair: PairChoice | null = null;

  /** What the Lens shows has changed. */
  readonly onDidChange = this.#changed.event;

  constructor(params: LensControllerParams) {
    this.#params = params;
    const { log } = params;
    this.session = new LensSession({
      ...params.session,
      settings: readSettings,
      look: params.look.get(),
      onChange: () => this.#stateChanged(),
      onFailure: (doing, error) => log.error(doing, error),
    });
    this.links = this.#store.add(
      new EditorLinks({ log, lens: this, showCaret: (caret) => this.panels.current?.showCaret(caret) }),
    );
    this.follower = this.#store.add(new SelectionFollower());
    this.generation = new LensGeneration({
      log,
      kept: params.generation,
      engines: params.session.engines,
      lens: this.session,
      texts: this.#texts,
      panel: () => this.panels.current,
      readAgain: () => this.readAgain(),
    });
    this.#store.add(this.follower.onRest((editor) => this.#follow(editor)));
    this.#store.add(this.follower.onMove((editor) => this.links.moveCaret(editor)));
    this.#store.add(this.#texts.onDidChange(() => this.#checkStale()));
    this.#store.add(onSettingsChange(() => this.#stateChanged()));
    const handlers = controllerHandlers(this, {
      ...params,
      look: (look) => this.#looksAt(look),
      ready: () => this.#ready(),
    });
    this.panels = this.#store.add(
      new PanelSlot({
        panel: { ...params, handlers },
        closed: () => this.#closed(),
        shown: () => this.#shownAgain(),
      }),
    );
  }

  /** The result on show with its places; null when there is none or an edit has made it stale. */
  get shown(): Shown | null {
    const { outcome } = this.session;
    const tracked = outcome && this.#texts.of(outcome.params.read);
    return outcome?.run && tracked?.stale === null ? { outcome, tracked } : null;
  }

  /** Where the result on show was computed; null while none is on show. */
  get device(): Device | null {
    return this.panels.current ? (this.session.outcome?.run?.device ?? null) : null;
  }

  /** Opens the Lens beside the editor without taking the focus, or brings it to the front. */
  open(): LensPanel {
    return this.panels.open(this.#params.editor.current?.viewColumn);
  }

  /** Opens the Lens and reads the selections of the active editor, or its line. */
  readActiveEditor(): LensPanel {
    const editor = this.#params.editor.current;
    const panel = this.open();
    if (editor) this.#readEditor(editor, true);
    else this.session.openModel();
    return panel;
  }

  /** Opens the Lens with a tab in front and reads the selections of the active editor, or its line. */
  lookAtSelection(tab: LensTab): void {
    // Known before the text is read: one pass of the model gives all that the tab shows.
    this.session.willShow(tab);
    this.readActiveEditor().showTab(tab);
  }

  /** Opens the Lens with the Generate tab in front and goes on with the first selection of the active editor, or its line. */
  async generateFromSelection(): Promise<void> {
    this.lookAtSelection('generate');
    if (this.#texts.requested) await this.generation.start(0);
  }

  /** Reads the text on show once more, as its document says now: after an edit, with another model or other options. */
  readAgain(): void {
    const { requested } = this.#texts;
    if (requested) this.#submit(applyPair(readAgain(requested), this.#pair));
    else this.session.openModel();
  }

  /** Reads a second sentence with every text from now on, or none. */
  setPair(pair: PairChoice | null): void {
    this.#pair = pair;
    this.readAgain();
  }

  /** Reads a text that was typed into the Lens. */
  readTyped(read: ReadText): void {
    this.follower.forget();
    const info = this.session.state.model?.info;
    const forDecoder = info ? readsTarget(info) : undefined;
    this.#pair = read.pair && { kind: 'text', text: read.pair.text, forDecoder };
    this.#submit({ ...read, forDecoder });
  }

  /** Reads the text on show with the model that was chosen now. */
  modelChanged(): void {
    if (!this.panels.current) return;
    this.readAgain();
    this.generation.refresh();
  }

  /** Holds the result although the selection moves on, or lets it go. */
  setPinned(pinned: boolean): void {
    this.session.setPinned(pinned);
    void vscode.commands.executeCommand('setContext', 'modelLens.pinned', pinned);
    if (!pinned) this.#shownAgain();
  }

  dispose(): void {
    this.session.cancel();
    this.generation.session.stop();
    this.#store.dispose();
  }

  #ready(): void {
    this.panels.current?.send(this.session.state);
    const editor = this.#params.editor.current;
    if (editor) this.links.moveCaret(editor);
    if (!this.session.outcome && !this.#texts.requested) this.#shownAgain();
    this.session.openModel();
    this.generation.tell();
    this.generation.refresh();
  }

  #looksAt(look: LensLook): void {
    this.session.setLook(look);
    this.links.paint();
    inBackground(this.#params.log, 'Remembering what is looked at', () => this.#params.look.keep(look));
  }

  #closed(): void {
    this.session.cancel();
    this.generation.session.stop();
    this.links.paint(false);
  }

  #shownAgain(): void {
    const editor = this.#params.editor.current;
    if (editor) this.#follow(editor);
  }

  #follow(editor: vscode.TextEditor): void {
    const { pinned } = this.session.state;
    if (!this.panels.current?.visible || pinned || !readSettings().followSelection) return;
    this.#readEditor(editor, false);
  }

  #readEditor(editor: vscode.TextEditor, asked: boolean): void {
    try {
      const read = readSelections(editor, asked);
      if (read) this.#submit(applyPair(read, this.#pair), !asked);
    } catch (error) {
      this.#texts.drop();
      this.session.refuse(error);
    }
  }

  #submit(read: ReadText, onlyNew = false): void {
    const { requested } = this.#texts;
    if (onlyNew && requested && this.session.hasOrReads(requested.read) && sameText(requested.read, read)) return;
    this.#texts.request(read);
    this.session.submit(read);
  }

  #checkStale(): void {
    const { outcome } = this.session;
    const tracked = outcome && this.#texts.of(outcome.params.read);
    if (tracked) this.session.markStale(tracked.stale);
    this.generation.textChanged();
  }

  #stateChanged(): void {
    // An edit may have come while the text was read.
    this.#checkStale();
    this.panels.current?.send(this.session.state);
    this.links.paint(this.panels.current !== undefined && readSettings().decorations);
    this.links.markCaret(this.#params.editor.current);
    this.#changed.fire();
  }
}
