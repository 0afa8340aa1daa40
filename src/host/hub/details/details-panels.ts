import type * as vscode from 'vscode';
import { isRepoId, isRevision } from '../../../hub/names/model-name';
import * as v from 'valibot';
import { detailsKeptSchema } from '../../../common/contracts/hub/details-view';
import { DetailsPanel, type DetailsPanelParams } from './details-panel';
import type { DetailsSession } from './details-session';

export interface DetailsPanelsParams extends DetailsPanelParams {
  /** Makes the page of a model; `onChange` is called when it says something else. */
  readonly sessionOf: (id: string, revision: string | null, onChange: () => void) => DetailsSession;
  readonly inBackground: (doing: string, work: () => Promise<unknown>) => void;
}

/** The pages of models that are open. As with files, a glance reuses one panel, and what is pinned stays. */
export class DetailsPanels implements vscode.Disposable {
  readonly #params: DetailsPanelsParams;
  readonly #panels = new Set<DetailsPanel>();

  constructor(params: DetailsPanelsParams) {
    this.#params = params;
  }

  /** The pages that are open. */
  get sessions(): DetailsSession[] {
    return [...this.#panels].map(({ session }) => session);
  }

  /** Shows the page of a model; `pinned` in a panel of its own that stays. */
  open(id: string, revision: string | null, pinned: boolean): void {
    const shown = [...this.#panels].find(({ session }) => session.id === id && session.revision === revision);
    if (shown) {
      shown.reveal(pinned);
      return;
    }
    const glance = pinned ? undefined : [...this.#panels].find((panel) => !panel.pinned);
    const session = this.#session(id, revision);
    if (glance) {
      glance.show(session);
      glance.reveal(false);
    } else this.#hold(new DetailsPanel(this.#params, session, pinned));
    this.#load(session);
  }

  /** Takes over a panel that VS Code has brought back; one that says nothing of a model is closed. */
  restore(panel: vscode.WebviewPanel, kept: unknown): void {
    const { success, output } = v.safeParse(detailsKeptSchema, kept);
    if (!success || !isRepoId(output.id) || (output.revision !== null && !isRevision(output.revision))) {
      panel.dispose();
      return;
    }
    const session = this.#session(output.id, output.revision === 'main' ? null : output.revision);
    this.#hold(new DetailsPanel(this.#params, session, true, panel));
    this.#load(session);
  }

  /** The files, the use or the weights of a model are others (of any model without an id). */
  refresh(id?: string): void {
    for (const session of this.sessions) {
      if (id !== undefined && session.id !== id) continue;
      this.#params.inBackground(`Refreshing the page of ${session.id}`, () => session.refresh());
    }
  }

  /** Reads all pages anew. */
  reload(): void {
    for (const session of this.sessions) this.#load(session);
  }

  /** Sends anew what the pages show: all, or those of certain models. */
  send(ids?: readonly string[]): void {
    for (const panel of this.#panels) if (!ids || ids.includes(panel.session.id)) panel.send();
  }

  dispose(): void {
    for (const panel of this.#panels) panel.dispose();
  }

  #session(id: string, revision: string | null): DetailsSession {
    const session = this.#params.sessionOf(id, revision, () => this.#panelOf(session)?.send());
    return session;
  }

  #panelOf(session: DetailsSession): DetailsPanel | undefined {
    return [...this.#panels].find((panel) => panel.session === session);
  }

  #load(session: DetailsSession): void {
    this.#params.inBackground(`Reading the page of ${session.id}`, () => session.load());
  }

  #hold(panel: DetailsPanel): void {
    this.#panels.add(panel);
    panel.panel.onDidDispose(() => {
      this.#panels.delete(panel);
      panel.session.dispose();
    });
  }
}
