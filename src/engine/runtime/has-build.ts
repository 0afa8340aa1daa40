import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * Whether ONNX Runtime has a build for this platform, by the place of its binaries (`dist/binding.js` of
 * onnxruntime-node). Loads nothing native, and so does not tell whether the system lets it be loaded.
 */
export function hasRuntimeBuild(): boolean {
  const manifest = createRequire(__filename).resolve('onnxruntime-node/package.json');
  const folder = join(dirname(manifest), 'bin/napi-v6', process.platform, process.arch);
  return existsSync(join(folder, 'onnxruntime_binding.node'));
}
