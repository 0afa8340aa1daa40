// Who may import whom: a folder says which runtime its code runs in, and the lint fails an import that breaks it.
import boundaries from 'eslint-plugin-boundaries';
import { builtinModules } from 'node:module';
import { fileURLToPath } from 'node:url';

// Regular expressions on the whole module name: glob patterns would also match folders of relative imports.
const node = ['node:.*', ...builtinModules];
const native = ['onnxruntime-node', 'tokenizers'];
const dom = ['lit', '@vscode-elements/.*', '@tanstack/.*'];

/** For each layer: where it is, the other layers it may import, and the modules that do not exist, or must not load, there. */
const rules = {
  common: { at: 'src/common', may: [], mayNot: ['vscode', ...node, ...native, ...dom] },
  hub: { at: 'src/hub', may: ['common'], mayNot: ['vscode', ...native, ...dom] },
  engine: { at: 'src/engine', may: ['common'], mayNot: ['vscode', ...dom] },
  cli: { at: 'src/cli', may: ['common', 'hub', 'engine'], mayNot: ['vscode', ...dom] },
  // The extension host stays light: native modules live in the engine process.
  host: { at: 'src/host', may: ['common', 'hub'], mayNot: [...native, ...dom] },
  webview: { at: 'webview', may: ['common'], mayNot: ['vscode', ...node, ...native] },
};

const layerRule = {
  files: ['src/*/**/*.ts', 'webview/**/*.ts'],
  plugins: { boundaries },
  settings: {
    'import/resolver': { [fileURLToPath(import.meta.resolve('./resolver.cjs'))]: {} },
    'boundaries/elements': [...Object.entries(rules).map(([type, { at }]) => ({ type, pattern: at }))],
  },
  rules: {
    'boundaries/no-unknown-files': 'error',
    'boundaries/dependencies': [
      'error',
      {
        default: 'disallow',
        policies: [
          { allow: { to: { module: { origin: ['external', 'core'] } } } },
          ...Object.entries(rules).map(([type, { may }]) => ({
            from: { element: { type } },
            allow: { to: { element: { type: [type, ...may] } } },
          })),
        ],
      },
    ],
  },
};

const moduleRules = Object.entries(rules).map(([layer, { at, mayNot }]) => ({
  files: [`${at}/**/*.ts`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            regex: `^(${mayNot.join('|')})(/|$)`,
            message: `The layer "${layer}" cannot use this module (ARCHITECTURE.md, Layers).`,
          },
        ],
      },
    ],
  },
}));

/** The entry file only wires: it sees the host layer and nothing below it. */
const entryRule = {
  files: ['src/extension.ts'],
  rules: {
    'no-restricted-imports': [
      'error',
      { patterns: [{ regex: '^(?!vscode$|\\./host/)', message: 'extension.ts only wires up src/host.' }] },
    ],
  },
};

export const layers = [layerRule, ...moduleRules, entryRule];
