import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { parseJson } from '../../common/json/parse-json';

const packageSchema = v.object({ version: v.string() });

/** Versions of the native packages, from their package.json: nothing native is loaded for it. */
export function nativeVersions(): { onnxruntime: string; tokenizers: string } {
  return {
    onnxruntime: versionIn(require.resolve('onnxruntime-node/package.json')),
    tokenizers: versionIn(require.resolve('tokenizers/package.json')),
  };
}

function versionIn(file: string): string {
  return parseJson(readFileSync(file, 'utf8'), packageSchema, file).version;
}
