import { cpSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { onnxExport, temporaryFolder } from './fixtures';

/**
 * A model's config and tokenizer with files that Optimum exported of it in `onnx`, as the Hub has them.
 * @param source the folder of the model that they were exported of
 * @param names of files without their ending
 * @param suffix put behind the names, as quantised files have it
 */
export function optimumModel(source: string, names: readonly string[], suffix = ''): string {
  const folder = temporaryFolder();
  cpSync(source, folder, { recursive: true, filter: (path) => !/\.safetensors$/.test(path) });
  mkdirSync(join(folder, 'onnx'), { recursive: true });
  for (const name of names) copyExport(basename(source), name, join(folder, 'onnx', `${name}${suffix}.onnx`));
  return folder;
}

/** Copies one of the files that Optimum exported. */
export function copyExport(model: string, name: string, to: string): void {
  cpSync(onnxExport(`optimum/${model}/${name}.onnx`), to);
}
