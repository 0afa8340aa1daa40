import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import JSZip from 'jszip';
import { afterAll, describe, expect, it } from 'vitest';
import { packageProblems } from '../../../tools/package/check.mts';
import { binariesOf, targets } from '../../../tools/package/targets.mts';

type Files = Readonly<Record<string, string | Uint8Array>>;

const folder = mkdtempSync(join(tmpdir(), 'model-lens-check-'));
afterAll(() => rmSync(folder, { recursive: true }));

const modules = join(dirname(createRequire(import.meta.url).resolve('tokenizers/package.json')), '..');
const library = (name: string): Uint8Array => readFileSync(join(modules, 'tokenizers', `tokenizers.${name}.node`));
const manifest = JSON.stringify({ main: './dist/extension.js', icon: 'media/icons/icon.png' });

/** darwin-x64 has the fewest libraries: one. */
async function problemsOf(files: Files, name = 'darwin-x64'): Promise<string[]> {
  const zip = new JSZip();
  for (const [path, content] of Object.entries(files)) zip.file(`extension/${path}`, content);
  const vsix = join(folder, 'package.vsix');
  writeFileSync(vsix, await zip.generateAsync({ type: 'uint8array' }));
  const target = targets[name];
  if (!target) throw new Error(`There is no target ${name}.`);
  return packageProblems(vsix, name, target);
}

/** A package in which nothing is missing, by what an empty one is told. */
async function whole(): Promise<Files> {
  const missing = (await problemsOf({ 'package.json': manifest })).map((problem) =>
    problem.replace(' is missing.', ''),
  );
  const files = Object.fromEntries(missing.map((path) => [path, path]));
  return {
    ...files,
    'package.json': manifest,
    'node_modules/tokenizers/tokenizers.darwin-x64.node': library('darwin-x64'),
  };
}

describe('the check of a package', () => {
  it('asks for programs, every webview, what the manifest names, and the libraries', async () => {
    const problems = await problemsOf({ 'package.json': manifest }, 'linux-x64');
    const libraries = binariesOf(targets['linux-x64']!).map((path) => `node_modules/${path}`);
    const webviews = ['lens', 'lines', 'hub', 'downloads', 'details'].map((name) => `dist/webview/${name}.js`);
    const asked = [
      'dist/extension.js',
      'dist/engine.js',
      'dist/cli.js',
      'media/icons/icon.png',
      ...webviews,
      ...libraries,
    ];
    expect(problems).toEqual(expect.arrayContaining(asked.map((path) => `${path} is missing.`)));
  });

  it('finds nothing wrong with one that holds just that', async () => {
    expect(await problemsOf(await whole())).toEqual([]);
  });

  it.each([
    [
      'a library of another processor',
      { 'node_modules/tokenizers/tokenizers.darwin-arm64.node': library('darwin-arm64') },
    ],
    ['a library under another name', { 'media/data.bin': library('linux-x64-gnu') }],
    ['something by the name of a library', { 'dist/libother.so.1': 'text' }],
  ])('finds %s', async (_, files: Files) => {
    const [path = ''] = Object.keys(files);
    expect(await problemsOf({ ...(await whole()), ...files })).toEqual([`${path} is not needed on this platform.`]);
  });

  it('finds a library of another platform under the name of the right one', async () => {
    const path = 'node_modules/tokenizers/tokenizers.darwin-x64.node';
    const files = { ...(await whole()), [path]: library('win32-x64-msvc') };
    expect(await problemsOf(files)).toEqual([`${path} is no library for darwin-x64.`]);
  });

  it.each(['dist/engine.js.map', 'src/extension.ts', 'tools/ci/run.mts', 'test/a.json', '.env', '.cache/a'])(
    'finds %s, which is of the checkout only',
    async (path) => {
      expect(await problemsOf({ ...(await whole()), [path]: '' })).toEqual([`${path} does not belong into it.`]);
    },
  );
});
