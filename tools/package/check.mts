// Looks into a package before anybody installs it.
import { readFileSync } from 'node:fs';
import JSZip from 'jszip';
import { machineTypes } from './machine-type.mts';
import { binariesOf, type Target } from './targets.mts';

const maximumBytes = 30e6;

/** Every package needs these; what else it must hold its manifest says. */
const needed = [
  'dist/engine.js',
  'dist/webview/lens.js',
  'dist/webview/lens.css',
  'dist/cli.js',
  'dist/webview/lines.js',
  'dist/webview/lines.css',
  'dist/webview/hub.js',
  'dist/webview/hub.css',
  'dist/webview/downloads.js',
  'dist/webview/downloads.css',
  'dist/webview/details.js',
  'dist/webview/details.css',
  'dist/webview/codicon.css',
  'dist/webview/codicon.ttf',
  'media/sample-model/config.json',
  'media/sample-model/tokenizer.json',
  'media/sample-model/model.safetensors',
  'node_modules/tokenizers/index.js',
  'node_modules/onnxruntime-node/dist/index.js',
  'node_modules/onnxruntime-common/dist/cjs/index.js',
  'node_modules/@huggingface/jinja/dist/index.cjs',
  'README.md',
  'LICENSE.txt',
  'ThirdPartyNotices.txt',
];

/**
 * What is wrong with a package for a target, as sentences; none when all is well.
 * @param name the target's name
 */
export async function packageProblems(vsix: string, name: string, target: Target): Promise<string[]> {
  const bytes = readFileSync(vsix);
  const zip = await JSZip.loadAsync(bytes);
  const prefix = 'extension/';
  const files = Object.values(zip.files).filter(({ dir, name }) => !dir && name.startsWith(prefix));
  const names = new Set(files.map(({ name }) => name.slice(prefix.length)));
  const manifest = await zip.file(`${prefix}package.json`)?.async('string');
  const binaries = binariesOf(target).map((path) => `node_modules/${path}`);
  const wanted = [...needed, ...binaries, ...(manifest ? pathsIn(JSON.parse(manifest)) : ['package.json'])];
  return [
    ...(bytes.length > maximumBytes ? [`It has ${(bytes.length / 1e6).toFixed(1)} MB, 30 MB is the limit.`] : []),
    ...wanted.filter((path) => !holds(names, path)).map((path) => `${path} is missing.`),
    ...[...names].filter(unwanted).map((path) => `${path} does not belong into it.`),
    ...(await libraryProblems(files, prefix.length, name, binaries)),
  ];
}

/** Native libraries, by name or by their first bytes, that are made for another platform or not needed on this one. */
async function libraryProblems(
  files: readonly JSZip.JSZipObject[],
  prefixLength: number,
  target: string,
  binaries: readonly string[],
): Promise<string[]> {
  const problems: string[] = [];
  for (const file of files) {
    const path = file.name.slice(prefixLength);
    const types: readonly string[] = machineTypes(await file.async('uint8array'));
    const isNeeded = binaries.includes(path);
    if (isNeeded && !types.includes(target)) problems.push(`${path} is no library for ${target}.`);
    if (!isNeeded && (types.length > 0 || isBinary(path))) problems.push(`${path} is not needed on this platform.`);
  }
  return problems;
}

/** Files that a manifest names: every string in it that is a relative path to a file. */
function pathsIn(value: unknown): string[] {
  if (typeof value === 'string') {
    return /^(\.\/)?(dist|media|l10n)\/\S+\.\w+$/.test(value) ? [value.replace('./', '')] : [];
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(pathsIn) : [];
}

/** vsce gives some files names of its own, in lower case. */
function holds(names: ReadonlySet<string>, path: string): boolean {
  return names.has(path) || names.has(path.toLowerCase());
}

function unwanted(path: string): boolean {
  return /\.map$|\.[mc]?tsx?$|\/sharp\/|onnxruntime-web|^(\.|(src|test|tools|webview|demo|third_party)\/)/.test(path);
}

function isBinary(path: string): boolean {
  return /\.(node|dll|dylib|exe|so)(\.\d+)*$/.test(path);
}
