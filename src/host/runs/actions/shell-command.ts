import { trainArguments, type RunTarget } from '../task/run-task-definition';

/** The line that does in a shell what the task does: with Node, because a package of VS Code puts nothing on PATH. */
export function shellCommand(target: RunTarget, cliPath: string, platform = process.platform): string {
  return ['node', ...trainArguments(target, cliPath).map((word) => quoted(word, platform))].join(' ');
}

function quoted(word: string, platform: NodeJS.Platform): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word;
  if (platform === 'win32') return `"${word.replaceAll('"', '""')}"`;
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
