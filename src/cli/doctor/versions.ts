import * as v from 'valibot';
import { checkShape } from '../../common/json/parse-json';

const packageSchema = v.object({ version: v.string() });

/** Versions of the native packages, from their package.json: nothing native is loaded for it. */
export async function nativeVersions(): Promise<{ onnxruntime: string; tokenizers: string }> {
  const [onnxruntime, tokenizers] = await Promise.all([
    import('onnxruntime-node/package.json'),
    import('tokenizers/package.json'),
  ]);
  return { onnxruntime: versionOf(onnxruntime), tokenizers: versionOf(tokenizers) };
}

function versionOf(module: { readonly default: unknown }): string {
  return checkShape(module.default, packageSchema, 'A package.json').version;
}
