import { describe, expect, test } from 'vitest';
import type { RepoFacts } from '../../../src/common/contracts/hub/assessment';
import { assessRepo } from '../../../src/engine/assess/assess-repo';
import { factsOf, withConfig, withDtype, withFiles, without } from './support/changed-facts';

describe('not yet', () => {
  const bert = factsOf('bert-base-model');
  const bare = without(bert, /safetensors/);

  test.each<[string, RepoFacts]>([
    ['architecture longt5', withConfig(bert, { model_type: 'longt5' })],
    ['architecture constructor', withConfig(bert, { model_type: 'constructor' })],
    ['no architecture in config.json', withConfig(bert, { model_type: undefined })],
    ['setting "add_cross_attention": true', withConfig(bert, { is_decoder: true, add_cross_attention: true })],
    [
      'setting "position_embedding_type": "relative_key"',
      withConfig(bert, { position_embedding_type: 'relative_key' }),
    ],
    ['setting "quantization_config"', withConfig(bert, { quantization_config: { bits: 4 } })],
    ['head BertForMultipleChoice', withConfig(bert, { architectures: ['BertForMultipleChoice'] })],
    ['GGUF weights', withFiles(bare, 'model.Q4_K_M.gguf')],
    ['GGUF weights', { ...withFiles(bare, 'model.Q4_K_M.gguf'), config: null }],
    ['an adapter, which only changes another model', { ...withFiles(bare, 'adapter_model.safetensors'), config: null }],
    ['TensorFlow or Flax weights', withFiles(bare, 'tf_model.h5')],
    ['no weights', bare],
    ['no config.json', { ...bert, config: null }],
    ['architecture xlnet', withConfig(withFiles(bare, 'pytorch_model.bin', 'spiece.model'), { model_type: 'xlnet' })],
    ['no tokenizer', without(bert, /tokenizer/)],
    ['tokenizer spiece.model', withFiles(without(bert, /tokenizer/), 'spiece.model')],
    ['architecture longt5', withConfig(withFiles(bare, 'onnx/encoder_model.onnx'), { model_type: 'longt5' })],
    ['a model of pictures or sound', withConfig(withFiles(bare, 'onnx/model.onnx'), { vision_config: {} })],
  ])('%s', (reason, facts) => {
    const { verdict, chosen, choices } = assessRepo(facts);
    expect({ verdict, chosen }).toEqual({ verdict: { state: 'not_yet', reason }, chosen: null });
    if (facts.config === null) expect(choices.every(({ problem }) => problem !== null)).toBe(true);
  });

  test.each([
    [
      'I32',
      'In model.safetensors the tensor "bert.embeddings.word_embeddings.weight" is stored as int32, which cannot be run yet',
    ],
    ['F8_E4M3', 'weights in float8_e4m3fn'],
  ])('weights in %s', (dtype, reason) => {
    const facts = factsOf('bert-sequence-classification');
    expect(assessRepo(withDtype(facts, dtype)).verdict).toEqual({ state: 'not_yet', reason });
  });
});

describe('unknown', () => {
  const facts = factsOf('roberta-sentiment');
  const safetensorsOnly = without(facts, /onnx/);
  const [head] = facts.headers;

  test.each<[RegExp, RepoFacts]>([
    [/^config\.json is not valid JSON$/, { ...safetensorsOnly, config: '{' }],
    [/^config\.json: "hidden_size"/, withConfig(safetensorsOnly, { hidden_size: 'many' })],
    [/^The header of model\.safetensors was not read$/, { ...safetensorsOnly, headers: [] }],
    [/announces a header of/, { ...safetensorsOnly, headers: [{ ...head!, header: new Uint8Array(8).fill(255) }] }],
    [/is incomplete/, { ...safetensorsOnly, headers: [{ ...head!, header: head!.header.subarray(0, 100) }] }],
    [/but config\.json makes it/, withConfig(safetensorsOnly, { vocab_size: 401 })],
  ])('%s', (reason, broken) => {
    const { verdict, chosen } = assessRepo(broken);
    expect(verdict).toEqual({ state: 'unknown', reason: expect.stringMatching(reason) as unknown });
    expect(chosen).toBeNull();
  });

  test('what is broken in one kind of weights leaves the others', () => {
    expect(assessRepo({ ...facts, headers: [{ ...head!, header: new Uint8Array(8) }] })).toMatchObject({
      verdict: { state: 'runs', reason: 'ONNX float32, q8' },
      chosen: 'onnx/model.onnx',
    });
  });
});
