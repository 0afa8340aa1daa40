import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { parseJson } from '../../../src/common/json/parse-json';
import { root } from '../../../tools/vscode/paths.mts';

export const themeNames = ['dark', 'light', 'high-contrast'] as const;
export type ThemeName = (typeof themeNames)[number];

/**
 * The sizes in which a view is judged in a theme, with their names: all of them in the first one, then the first size alone,
 * because colours do not depend on it.
 */
export function sizesIn<Size>(theme: ThemeName, sizes: Readonly<Record<string, Size>>): [name: string, size: Size][] {
  const all = Object.entries(sizes);
  return theme === themeNames[0] ? all : all.slice(0, 1);
}

/** What VS Code gives a webview: classes on the body and variables on the root element. */
export interface Theme {
  readonly name: string;
  readonly kind: string;
  readonly variables: Readonly<Record<string, string>>;
}

const themeSchema = v.object({ name: v.string(), kind: v.string(), variables: v.record(v.string(), v.string()) });

const colourSchema = v.object({
  id: v.string(),
  defaults: v.object({ dark: v.string(), light: v.string(), highContrast: v.optional(v.string()) }),
});
const manifestSchema = v.object({
  contributes: v.optional(v.object({ colors: v.optional(v.array(colourSchema)) })),
});

/** The fonts that VS Code takes on Linux. */
const fonts = {
  '--vscode-font-family': 'system-ui, "Ubuntu", "Droid Sans", sans-serif',
  '--vscode-font-size': '13px',
  '--vscode-font-weight': 'normal',
  '--vscode-editor-font-family': '"Droid Sans Mono", "monospace", monospace',
  '--vscode-editor-font-size': '14px',
  '--vscode-editor-font-weight': 'normal',
};

/** A recorded theme of VS Code, with the colours that this extension contributes. */
export function readTheme(name: ThemeName): Theme {
  const path = join(root, 'test/webview/themes', `${name}.json`);
  const theme = parseJson(readFileSync(path, 'utf8'), themeSchema, path);
  return { ...theme, variables: { ...theme.variables, ...fonts, ...contributed(name, theme.variables) } };
}

/** `contributes.colors` of the manifest: a default is a colour, or the id of another one. */
function contributed(name: ThemeName, base: Readonly<Record<string, string>>): Record<string, string> {
  const path = join(root, 'package.json');
  const { contributes } = parseJson(readFileSync(path, 'utf8'), manifestSchema, path);
  const variables: Record<string, string> = {};
  for (const { id, defaults } of contributes?.colors ?? []) {
    const value = name === 'high-contrast' ? defaults.highContrast : defaults[name];
    const colour = value?.startsWith('#') ? value : value && base[variableOf(value)];
    if (colour) variables[variableOf(id)] = colour;
  }
  return variables;
}

function variableOf(id: string): string {
  return `--vscode-${id.replaceAll('.', '-')}`;
}
