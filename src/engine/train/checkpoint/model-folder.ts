import { copyFile, link, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { RawConfig } from '../../architectures/config/raw-config';
import type { ModelTensor } from '../trainable-model';
import { adapterFiles, writeAdapter, type SavedAdapter } from './adapter-folder';
import { configText } from './config-text';
import { digestFile, readManifest, writeManifest, type Manifest } from './manifest';
import { beginWholeFolder, hasCode, writeWholeFolder, type Finish } from './whole-folder';
import { writeHashed } from './write-tensors';

/** What a model folder is written from. */
export interface ModelSource {
  readonly config: RawConfig;
  readonly tensors: readonly ModelTensor[];
  /** The folder of the base model, from which the tokenizer's files are taken. */
  readonly base: string;
  /** Kept beside weights that have its matrices in them; null where the weights themselves were trained. */
  readonly adapter: SavedAdapter | null;
}

/** The weights of a checkpoint. */
export const weightsName = 'model.safetensors';

/** What goes with a model unchanged: its tokenizer, whichever way it is kept, and how it generates. */
const copied = [
  'tokenizer.json',
  'tokenizer_config.json',
  'special_tokens_map.json',
  'added_tokens.json',
  'vocab.txt',
  'vocab.json',
  'merges.txt',
  'spiece.model',
  'sentencepiece.bpe.model',
  'tokenizer.model',
  'source.spm',
  'target.spm',
  'chat_template.jinja',
  'chat_template.json',
  'generation_config.json',
];

/**
 * Writes the files of a complete model folder that `from_pretrained` of transformers opens: config.json, the weights, the
 * tokenizer, the generation config where there is one; with LoRA its adapter.
 * @returns what a manifest says of them
 */
export async function writeModelFiles(
  folder: string,
  { config, tensors, base, adapter }: ModelSource,
): Promise<Manifest['files']> {
  const files: Manifest['files'] = adapter === null ? {} : await writeAdapter(folder, adapter);
  const weights = tensors.map((tensor) => ({ ...tensor, load: () => adapter?.adapter.merged(tensor) ?? tensor.data }));
  // `format` says to transformers how the tensors are laid out; without it the file is refused.
  files[weightsName] = await writeHashed(join(folder, weightsName), weights, { format: 'pt' });
  await writeFile(join(folder, 'config.json'), configText(config, await readFile(join(base, 'config.json'), 'utf8')));
  files['config.json'] = await digestFile(join(folder, 'config.json'));
  const there = new Set(await readdir(base));
  for (const name of copied.filter((each) => there.has(each))) {
    await copyFile(join(base, name), join(folder, name));
    files[name] = await digestFile(join(folder, name));
  }
  return files;
}

/** Writes a model folder, whole or not at all; it is in its place when what is given back was done. */
export function beginModelFolder(path: string, step: number, source: ModelSource): Promise<Finish> {
  return beginWholeFolder(path, async (folder) => writeManifest(folder, step, await writeModelFiles(folder, source)));
}

/**
 * Gives another folder of the same model, without what only goes on training needs. Files are shared by hard links where the
 * disk has them, so that it costs nothing: no file of a run is ever changed in place.
 */
export async function shareModelFolder(from: string, to: string): Promise<void> {
  const manifest = await readManifest(from);
  if (manifest === null) throw new Error(`${from} has no manifest`);
  const ofModel = new Set([weightsName, 'config.json', ...copied, ...adapterFiles]);
  const files = Object.fromEntries(Object.entries(manifest.files).filter(([name]) => ofModel.has(name)));
  await writeWholeFolder(to, async (folder) => {
    for (const name of Object.keys(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await linkOrCopy(join(from, name), join(folder, name));
    }
    await writeManifest(folder, manifest.step, files);
  });
}

async function linkOrCopy(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ENOSPC')) throw error;
    await copyFile(from, to); // a disk without hard links, or one that is full of them
  }
}
