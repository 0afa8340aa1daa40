import { describe, expect, test } from 'vitest';
import type { RepoFacts } from '../../../src/common/contracts/hub/assessment';
import { assessRepo } from '../../../src/engine/assess/assess-repo';
import { onnxFilesAmong } from '../../../src/engine/models/onnx/file-names';
import { factsOf, withConfig, without } from './support/changed-facts';

const bare = without(factsOf('bert-base-model'), /safetensors/);

/** A model with these files and no others but config and tokenizer. */
function repo(files: Readonly<Record<string, number>>, memoryBytes = 64e9): RepoFacts {
  const more = Object.entries(files).map(([path, bytes]) => ({ path, bytes }));
  return { ...bare, files: [...bare.files, ...more], memoryBytes };
}

const chosen = (files: Readonly<Record<string, number>>, memoryBytes?: number): string | null =>
  assessRepo(repo(files, memoryBytes)).chosen;

describe('which ONNX file is used', () => {
  const all = {
    'onnx/model_bnb4.onnx': 130e6,
    'onnx/model_fp16.onnx': 134e6,
    'onnx/model_int8.onnx': 67e6,
    'onnx/model_q4.onnx': 120e6,
    'onnx/model_q4f16.onnx': 70e6,
    'onnx/model_quantized.onnx': 67e6,
    'onnx/model_uint8.onnx': 68e6,
    'onnx/model.onnx': 268e6,
  };

  test('the one that is closest to the weights, of those that fit', () => {
    expect(chosen(all)).toBe('onnx/model.onnx');
    expect(chosen(all, 360e6)).toBe('onnx/model_quantized.onnx');
    expect(chosen(all, 198e6)).toBe('onnx/model_quantized.onnx');
    expect(chosen(all, 100e6)).toBeNull();
    expect(assessRepo(repo(all, 150e6)).verdict).toEqual({ state: 'too_big', reason: 'needs 0.17 of 0.15 GB free' });
    expect(assessRepo(repo(all)).verdict.reason).toBe('ONNX float32, float16, q8, int8, uint8, q4, q4f16, bnb4');
  });

  test.each<[string, readonly string[]]>([
    ['onnx/model.onnx', ['model.onnx']],
    ['model.onnx', ['onnx/bert.onnx']],
    ['distil.onnx', ['distil_int8.onnx', 'onnx/encoder_model.onnx']],
    ['onnx/model_qint8_avx512_vnni.onnx', ['onnx/model_O4.onnx', 'other/model.onnx']],
  ])('%s', (first, others) => {
    const names = [...others, first];
    expect(chosen(Object.fromEntries(names.map((name) => [name, 1e6])))).toBe(first);
  });

  test('parts of a model are no choice, but decoders of models that are nothing else', () => {
    const parts = { 'onnx/encoder_model.onnx': 1e6, 'onnx/decoder_model_merged.onnx': 1e6 };
    expect(chosen(parts)).toBeNull();
    expect(assessRepo(repo(parts)).choices.map(({ problem }) => problem)).toEqual(Array(2).fill('a part of the model'));
    const decoder = withConfig(repo({ 'decoder_model.onnx': 1e6, 'decoder_with_past_model.onnx': 1e6 }), {
      model_type: 'gpt_neo',
      architectures: ['GPTNeoForCausalLM'],
    });
    expect(assessRepo(decoder)).toMatchObject({ verdict: { state: 'runs' }, chosen: 'decoder_model.onnx' });
  });
});

describe('files of an encoder-decoder are one choice', () => {
  const t5 = { model_type: 't5', architectures: ['T5ForConditionalGeneration'], is_encoder_decoder: true };
  const assessed = (...names: string[]) =>
    assessRepo(withConfig(repo(Object.fromEntries(names.map((name) => [name, 1e6]))), t5));
  const all = ['encoder_model', 'decoder_model', 'decoder_with_past_model', 'decoder_model_merged'];

  test('by their endings, the merged decoder before the two', () => {
    const { verdict, chosen, choices } = assessed(
      ...['', '_int8', '_q4'].flatMap((suffix) => all.map((name) => `onnx/${name}${suffix}.onnx`)),
      'onnx/encoder_model.onnx_data',
    );
    expect(verdict).toEqual({ state: 'runs', reason: 'ONNX float32, int8, q4' });
    expect(chosen).toBe('onnx/decoder_model_merged.onnx');
    expect(choices.map(({ path, problem, files }) => [path, problem, files.map((file) => file.path).slice(1)])).toEqual(
      ['', '_int8', '_q4'].flatMap((suffix) => {
        const data = suffix === '' ? ['onnx/encoder_model.onnx_data'] : [];
        const [encoder, past] = ['encoder_model', 'decoder_with_past_model'].map(
          (name) => `onnx/${name}${suffix}.onnx`,
        );
        return [
          [`onnx/decoder_model_merged${suffix}.onnx`, null, [encoder, ...data]],
          [`onnx/decoder_model${suffix}.onnx`, null, [encoder, ...data, past]],
        ];
      }),
    );
  });

  test('a part whose other half is not there says which that is', () => {
    const { verdict, choices, checks } = assessed('onnx/encoder_model.onnx', 'onnx/decoder_model_merged_q4.onnx');
    expect(verdict).toEqual({ state: 'not_yet', reason: 'a part of the model' });
    expect(choices.map(({ path, problem }) => [path, problem])).toEqual([
      ['onnx/encoder_model.onnx', 'a part of the model'],
      ['onnx/decoder_model_merged_q4.onnx', 'a part of the model'],
    ]);
    expect(checks[0]?.text).toContain('onnx/decoder_model.onnx is missing');
  });

  test('of a decoder that is nothing else too', () => {
    const names = ['decoder_model.onnx', 'decoder_with_past_model.onnx', 'decoder_model_merged.onnx'];
    const facts = withConfig(repo(Object.fromEntries(names.map((name) => [name, 1e6]))), {
      model_type: 'gpt_neo',
      architectures: ['GPTNeoForCausalLM'],
    });
    expect(assessRepo(facts).choices.map(({ path, files }) => [path, files.length])).toEqual([
      ['decoder_model_merged.onnx', 1],
      ['decoder_model.onnx', 2],
    ]);
  });
});

describe('what belongs to a file', () => {
  test('external data by their names, in its own folder', () => {
    const { choices } = assessRepo(
      repo({
        'model.onnx': 1e6,
        'model.onnx_data': 7e6,
        'onnx/model.onnx': 1e6,
        'onnx/model.onnx_data': 2e9,
        'onnx/model.onnx_data_1': 2e9,
        'onnx/model.onnx.data': 3e6,
        'onnx/model.onnx_data_x': 1,
        'onnx/model.onnx.txt': 1,
        'onnx/model_fp16.onnx': 1e6,
        'onnx/model_fp16.onnx_data': 2e6,
      }),
    );
    expect(choices.map(({ path, bytes, files }) => [path, bytes, files.map((file) => file.path).slice(1)])).toEqual([
      ['onnx/model.onnx', 4.004e9, ['onnx/model.onnx_data', 'onnx/model.onnx_data_1', 'onnx/model.onnx.data']],
      ['model.onnx', 8e6, ['model.onnx_data']],
      ['onnx/model_fp16.onnx', 3e6, ['onnx/model_fp16.onnx_data']],
    ]);
  });

  test('float32 takes its size, inside the file and beside it', () => {
    const [inside, beside] = [{ 'model.onnx': 1e9 }, { 'model.onnx': 1e6, 'model.onnx_data': 1e9 }].map(
      (files) => assessRepo(repo(files)).choices[0]?.memoryBytes ?? NaN,
    );
    expect(inside).toBe(1.1e9);
    expect(beside).toBe(1.101e9);
  });

  test('a file that protobuf cannot read does not run', () => {
    const { verdict, choices } = assessRepo(repo({ 'onnx/model.onnx': 3e9, 'onnx/model_int8.onnx': 1e9 }));
    expect(choices.map(({ problem }) => problem)).toEqual(['an ONNX file over 2 GB', null]);
    expect(verdict).toEqual({ state: 'runs', reason: 'ONNX int8' });
  });
});

test('names say the type of the weights', () => {
  const names = onnxFilesAmong(
    ['a/model_fp16.onnx', 'encoder_model_q4f16.onnx', 'bert_quantized.onnx', 'x.bin'],
    'encoder-only',
  );
  expect(names).toEqual([
    { path: 'bert_quantized.onnx', stem: 'bert', dtype: 'q8', isWhole: true },
    { path: 'a/model_fp16.onnx', stem: 'model', dtype: 'float16', isWhole: false },
    { path: 'encoder_model_q4f16.onnx', stem: 'encoder_model', dtype: 'q4f16', isWhole: false },
  ]);
});
