// Collects the strings that code shows to people: `node tools/l10n/export.mts` writes l10n/bundle.l10n.json, from which
// translations are made; with `--check` it only says whether the file is up to date.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from '../vscode/paths.mts';

const bundle = join(root, 'l10n/bundle.l10n.json');

/** The first arguments of all calls `t('...')` of `@vscode/l10n` in the extension host and the webviews, sorted. */
export function collectStrings(): string[] {
  const files = ['src/host', 'src/common', 'webview'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true })
      .map((name) => join(root, folder, String(name)))
      .filter((path) => path.endsWith('.ts')),
  );
  const found = new Set(files.flatMap((path) => stringsOf(path, readFileSync(path, 'utf8'))));
  return [...found].sort();
}

/** Strings of one file. Throws for a call whose first argument is not a plain string: it could not be translated. */
export function stringsOf(path: string, text: string): string[] {
  if (!text.includes('@vscode/l10n')) return [];
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const strings: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && isTranslation(node.expression)) {
      const [message] = node.arguments;
      if (!message || !ts.isStringLiteralLike(message)) {
        throw new Error(`${path}: t() needs a plain string, not ${message?.getText() ?? 'nothing'}.`);
      }
      strings.push(message.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return strings;
}

function isTranslation(callee: ts.Expression): boolean {
  if (ts.isIdentifier(callee)) return callee.text === 't';
  return ts.isPropertyAccessExpression(callee) && callee.getText() === 'l10n.t';
}

/** The content of the bundle for the code as it is. */
export function bundleText(): string {
  return `${JSON.stringify(Object.fromEntries(collectStrings().map((text) => [text, text])), undefined, 2)}\n`;
}

if (process.argv[1] === import.meta.filename) {
  if (!process.argv.includes('--check')) writeFileSync(bundle, bundleText());
  else if (readFileSync(bundle, 'utf8') !== bundleText()) {
    throw new Error('l10n/bundle.l10n.json is not up to date: run node tools/l10n/export.mts');
  }
}
