import * as vscode from 'vscode';

/** The settings of Model Lens, checked; what is wrong counts as not set. */
export interface Settings {
  readonly followSelection: boolean;
  readonly decorations: boolean;
  /** Most tokens of a text, null: what tokenizer and model allow. */
  readonly maxLength: number | null;
  /** Threads of the engine; 0: one for each core. */
  readonly threads: number;
  /** Folder of the Hub cache that Python shares; null: where Python's variables say. */
  readonly hubCache: string | null;
  /** Address of the Hub; null: where Python's variables say. */
  readonly hubEndpoint: string | null;
  /** No server is asked for anything. */
  readonly offline: boolean;
}

/** Reads the settings as they are now. */
export function readSettings(): Settings {
  const settings = vscode.workspace.getConfiguration('modelLens');
  return {
    followSelection: settings.get<unknown>('followSelection') !== false,
    decorations: settings.get<unknown>('decorations') !== false,
    maxLength: wholeNumber(settings.get<unknown>('maxLength'), 1),
    threads: wholeNumber(settings.get<unknown>('threads'), 0) ?? 0,
    hubCache: text(settings.get<unknown>('hubCache')),
    hubEndpoint: text(settings.get<unknown>('hubEndpoint')),
    offline: settings.get<unknown>('offline') === true,
  };
}

/** Calls back when any of our settings changes. */
export function onSettingsChange(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration('modelLens')) listener();
  });
}

function wholeNumber(value: unknown, least: number): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= least ? value : null;
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}
