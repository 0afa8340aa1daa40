import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { FormChoices } from './form-session';

/** Endings of files that hold rows. */
export const dataEndings = ['csv', 'tsv', 'jsonl', 'parquet'] as const;

const mostFiles = 200;
const pattern = `**/*.{${dataEndings.join(',')}}`;
const elsewhere = '**/{node_modules,.git,.venv,.model-lens}/**';

/** Files of the workspace that may hold rows, by name. */
export async function fileChoices(): Promise<FormChoices['files']> {
  const files = await vscode.workspace.findFiles(pattern, elsewhere, mostFiles);
  return files
    .filter(({ scheme }) => scheme === 'file')
    .map((uri) => fileChoice(uri.fsPath))
    .sort((a, b) => a.label.localeCompare(b.label));
}

/** How a file is offered. */
export function fileChoice(path: string): FormChoices['files'][number] {
  return { value: path, label: basename(path), detail: vscode.workspace.asRelativePath(path) };
}

/** True for the name of a file that may hold rows. */
export function isDataFile(path: string): boolean {
  return dataEndings.some((ending) => path.toLowerCase().endsWith(`.${ending}`));
}
