import type * as vscode from 'vscode';
import type { LensState } from '../common/contracts/lens';
import type { LinesState } from '../common/contracts/lines';
import type { EnginePool } from './engine/engine-pool';
import type { PaintedCounts } from './lens/decorations/token-painter';
import type { Hub } from './hub/hub';
import { replaceWords, type ReplacedWords } from './lens/actions/replace-words';
import type { LensGeneration } from './lens/generation/lens-generation';
import type { LensController } from './lens/lens-controller';
import type { LinesController } from './lines/lines-controller';
import { typedText } from './lens/source/read-text';
import type { LinesFormat } from './lines/export-lines';
import { writeLines } from './lines/save-lines';
import type { Runs } from './runs/runs';

/**
 * What the extension exports: a view into what it shows, for its own in-host tests. Not a stable interface for other
 * extensions.
 */
export interface ModelLensApi {
  /** Processor time of activation in ms; unlike time on the clock it does not depend on what else runs. */
  readonly activationMs: number;
  /** What the Lens draws now. */
  lensState(): LensState;
  /** The Generate tab's part of the Lens. */
  readonly generation: LensGeneration;
  /** What the Lens draws has changed. */
  readonly onDidChangeLens: vscode.Event<void>;
  /** Resolves when no run is at work and none waits. */
  whenIdle(): Promise<void>;
  /** The engine processes that are up, by their number in the system. */
  enginePids(): readonly number[];
  /** The Hub's part: its search, downloads, pages and account. Loads it. */
  hub(): Promise<Hub>;
  /** Fine-tuning: its runs, tasks, pages and form. Loads it. */
  runs(): Promise<Runs>;
  /** How many tokens are painted, by document. */
  painted(): ReadonlyMap<string, PaintedCounts>;
  /** Writes words in place of others into the document that the Lens shows. */
  replaceWords(words: ReplacedWords): Promise<void>;
  /** Does what typing into the text box does. */
  readTyped(text: string, pair: string | null): void;
  /** The table of lines of a document; undefined when there is none. */
  linesState(document: vscode.Uri): LinesState | undefined;
  /** Writes the table of a document to a file without asking. */
  saveLines(document: vscode.Uri, file: vscode.Uri, format: LinesFormat): Promise<void>;
}

export interface ApiParts {
  readonly lens: LensController;
  readonly lines: LinesController;
  readonly engines: EnginePool;
  readonly hub: () => Promise<Hub>;
  readonly runs: () => Promise<Runs>;
  readonly activationMs: number;
}

/** The API over the extension's parts. */
export function createApi({ lens, lines, engines, hub, runs, activationMs }: ApiParts): ModelLensApi {
  return {
    activationMs,
    lensState: () => lens.session.state,
    generation: lens.generation,
    onDidChangeLens: lens.onDidChange,
    whenIdle: () => lens.session.whenIdle(),
    enginePids: () => engines.pids,
    hub,
    runs,
    painted: () => lens.links.painter.painted,
    replaceWords: async (words) => replaceWords(lens, words),
    readTyped: (text, pair) => lens.readTyped(typedText(text, pair)),
    linesState: (document) => lines.panelOf(document)?.session.state,
    saveLines: async (document, file, format) => {
      const panel = lines.panelOf(document);
      if (panel) await writeLines(panel.session, file, format);
    },
  };
}
