import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a model folder of the extension holds beside the card. */
const files = ['config.json', 'model.safetensors', 'tokenizer.json', 'tokenizer_config.json'];

/** Puts a trained model and its card, the README of a model folder, where the extension has it. */
export function installModel(from: string, to: string, card: string): void {
  mkdirSync(to, { recursive: true });
  for (const name of files) copyFileSync(join(from, name), join(to, name));
  writeFileSync(join(to, 'README.md'), card);
}
