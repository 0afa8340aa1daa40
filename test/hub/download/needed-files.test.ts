import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasTokenizer, neededFiles } from '../../../src/hub/download/needed-files';

const of = (...paths: string[]) => paths.map((path) => ({ path, bytes: 1 }));
const pathsOf = (files: readonly { path: string }[]): string[] => files.map(({ path }) => path);
const weights = {
  path: 'model.safetensors.index.json',
  format: 'safetensors' as const,
  dtypes: ['float32'],
  files: of('model.safetensors.index.json', 'model-1.safetensors', 'model-2.safetensors'),
  bytes: 3,
  memoryBytes: 3,
  problem: null,
};

describe('the files that a run needs', () => {
  it('are config, tokenizer, templates and the chosen weights', () => {
    const files = of(
      'README.md',
      'config.json',
      'generation_config.json',
      'tokenizer.json',
      'tokenizer_config.json',
      'vocab.txt',
      'additional_chat_templates/tool.jinja',
      'model-1.safetensors',
      'model-2.safetensors',
      'model.safetensors.index.json',
      'onnx/model.onnx',
      'pytorch_model.bin',
    );
    expect(pathsOf(neededFiles(files, weights))).toEqual([
      'config.json',
      'generation_config.json',
      'tokenizer.json',
      'tokenizer_config.json',
      'additional_chat_templates/tool.jinja',
      'model-1.safetensors',
      'model-2.safetensors',
      'model.safetensors.index.json',
    ]);
  });

  it.each([
    [['vocab.txt', 'merges.txt'], ['vocab.txt'], true],
    [['vocab.json', 'merges.txt'], ['vocab.json', 'merges.txt'], true],
    [['vocab.json'], ['vocab.json'], false],
    [['spiece.model'], ['spiece.model'], false],
  ])('without tokenizer.json hold what one is made from: %j', (there, wanted, usable) => {
    expect(pathsOf(neededFiles(of(...there), null))).toEqual(wanted);
    expect(hasTokenizer(new Set(there))).toBe(usable);
  });

  it('are always files of the model', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (paths) => {
        const files = of(...paths);
        expect(files).toEqual(expect.arrayContaining(neededFiles(files, weights)));
      }),
    );
  });
});
