import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GenerationSettings } from '../../../../src/common/contracts/generation';
import type { Tensor } from '../../../../src/common/tensors/tensor';
import { readSafetensors } from '../../../../src/engine/formats/safetensors/read-tensors';
import { relativeDifference } from '../../support/tensors';

/** What `model.generate` of transformers gave for a prompt (test/fixtures/generation/README.md). */
export interface GoldenPrompt {
  readonly text: string;
  readonly input_ids: number[];
  readonly greedy: number[];
  readonly greedy_text: string;
  readonly settings?: readonly GoldenSetting[];
  readonly stopping?: readonly { eos_token_id: number; max_new_tokens: number; tokens: number[] }[];
  readonly greedy_with?: readonly ({ tokens: number[] } & Partial<GenerationSettings>)[];
  readonly beams: readonly GoldenBeams[];
}

export type GoldenSetting = { name: string; kept: number[]; picks: (number | null)[][] } & Partial<GenerationSettings>;

export type GoldenBeams = Partial<GenerationSettings> & {
  name: string;
  sequences: number[][];
  sequences_scores: number[];
  texts: string[];
};

export interface Golden {
  readonly prompts: readonly GoldenPrompt[];
  readonly draws: readonly number[];
  readonly batch: { texts: string[]; input_ids: number[][]; attention_mask: number[][]; tokens: number[][] };
}

export type GoldenModel = 'gpt2' | 'llama' | 't5';

export function goldenFolder(model: GoldenModel): string {
  return join(import.meta.dirname, '../../../fixtures/generation', model);
}

export function goldenOf(model: GoldenModel): Golden {
  return JSON.parse(readFileSync(join(goldenFolder(model), 'golden.json'), 'utf8')) as Golden;
}

/** The tensors of a file such as `greedy0`. */
export function goldenTensors(model: GoldenModel, name: string): Promise<Map<string, Tensor>> {
  return readSafetensors(join(goldenFolder(model), `${name}.safetensors`));
}

/** A row of a tensor [rows, n]. */
export function rowOf(tensor: Tensor, row: number): Float32Array {
  const size = tensor.dims[1] ?? 0;
  return Float32Array.from(tensor.data as Float32Array).subarray(row * size, (row + 1) * size);
}

/** The largest difference, divided by the largest absolute value of what is expected. */
export function difference(actual: Float32Array, expected: Float32Array): number {
  const dims = [expected.length];
  return relativeDifference({ dims, data: actual.slice() }, { dims, data: expected.slice() });
}

/** The settings of a fixture without its results, with nothing taken from defaults. */
export function settingsOf(
  given: Partial<GenerationSettings> & { readonly name?: string },
): Partial<GenerationSettings> {
  const known = [
    ...['max_new_tokens', 'eos_token_id', 'temperature', 'top_k', 'top_p', 'min_p', 'typical_p', 'repetition_penalty'],
    ...['no_repeat_ngram_size', 'num_beams', 'num_return_sequences', 'length_penalty', 'early_stopping'],
  ];
  const own = Object.fromEntries(Object.entries(given).filter(([key]) => known.includes(key)));
  return { top_k: 0, ...own };
}
