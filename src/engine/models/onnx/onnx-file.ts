import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { readOutline, type OnnxOutline, type OnnxValue } from '../../formats/onnx/reading/outline';
import { findDataFiles, type DataFile } from './data-files';
import type { InputPlan } from './input-plan';
import type { Result } from './output-plan';

/** An ONNX file and the files of its weights. Nothing of these is in memory. */
export interface OnnxFile {
  /** Relative to the model's folder, with `/`. */
  readonly name: string;
  /** Where the file really is. */
  readonly path: string;
  readonly data: readonly DataFile[];
  /** What it takes, as it is. */
  readonly takes: readonly OnnxValue[];
  readonly gives: readonly OnnxValue[];
  /** True for a decoder without and one with a past in one file, of which the former reads whole texts. */
  readonly isMerged: boolean;
}

/** A file that reads whole texts, and what is shown of it. */
export interface TextFile extends OnnxFile {
  readonly inputs: InputPlan;
  /** The file's own results, then those that were found inside its graph. */
  readonly results: readonly Result[];
}

/** An ONNX file with what it says of itself. @throws LensError that says what is wrong with which file */
export async function readOnnxFile(
  folder: string,
  name: string,
): Promise<OnnxFile & { readonly outline: OnnxOutline }> {
  const outline = readOutline(join(folder, name), name);
  return {
    name,
    path: await realpath(join(folder, name)),
    data: await findDataFiles(folder, name, outline.external),
    takes: outline.merged ?? outline.inputs,
    gives: outline.outputs,
    isMerged: outline.merged !== null,
    outline,
  };
}

/** Names and bytes of files with those of their weights, relative to the model's folder. */
export function storedFiles(files: readonly (OnnxFile & { readonly outline: Pick<OnnxOutline, 'fileSize'> })[]): {
  readonly names: readonly string[];
  readonly bytes: number;
} {
  return {
    names: files.flatMap(({ name, data }) => [name, ...data.map((file) => file.name)]),
    bytes: files.reduce(
      (sum, { outline, data }) => sum + outline.fileSize + data.reduce((size, { bytes }) => size + bytes, 0),
      0,
    ),
  };
}
