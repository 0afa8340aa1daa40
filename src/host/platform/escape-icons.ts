/** Text in which VS Code draws no icons: names of models and folders may hold `$(...)`. */
export function escapeIcons(text: string): string {
  return text.replace(/\$\(/g, '\\$(');
}
