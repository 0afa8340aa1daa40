import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { assessRepo } from '../../../src/engine/assess/assess-repo';
import { readCheckpoint } from '../../../src/engine/models/checkpoint';
import { referenceModels } from '../models/support/golden';
import { check, factsOf, withConfig, withFiles, without } from './support/changed-facts';

describe('is what opening the model finds', () => {
  const folders = readdirSync(referenceModels, { withFileTypes: true }).filter((entry) => entry.isDirectory());

  test.each(folders.map(({ name }) => name))('%s', async (model) => {
    const folder = join(referenceModels, model);
    const { verdict, chosen, info } = assessRepo(factsOf(model));
    const opened = await readCheckpoint(folder, null).catch(() => null);
    expect(verdict.state === 'runs').toBe(opened !== null);
    expect(chosen === null).toBe(opened === null);
    if (opened?.format === 'safetensors') {
      // What a .bin holds is not known before it is here.
      const parameters = chosen?.endsWith('.bin') === true ? null : opened.info.parameters;
      expect(info).toEqual({ ...opened.info, parameters });
    }
    if (opened?.format === 'onnx') {
      const { parameters, weightFiles, ...facts } = opened.info;
      expect(info).toMatchObject({ ...facts, weightFiles });
      expect([info?.parameters, parameters]).toEqual([null, expect.any(Number)]);
    }
    if (chosen !== null) expect(await readCheckpoint(folder, chosen)).toMatchObject({ info: opened?.info });
  });
});

describe('runs', () => {
  test('from safetensors, with all that is checked', () => {
    const facts = factsOf('roberta-sentiment', 11.2e9);
    const { verdict, checks, chosen, architecture } = assessRepo(facts);
    expect(verdict).toEqual({ state: 'runs', reason: 'safetensors float32, ONNX' });
    expect({ chosen, architecture }).toEqual({ chosen: 'model.safetensors', architecture: 'roberta' });
    expect(checks).toEqual([
      { what: 'weights', state: 'yes', text: 'model.safetensors, float32, run in place' },
      { what: 'architecture', state: 'yes', text: 'roberta, text classification' },
      { what: 'tokenizer', state: 'yes', text: 'tokenizer.json' },
      { what: 'inside', state: 'yes', text: '2 × 4 attention heads and 3 hidden states' },
      { what: 'memory', state: 'yes', text: '0.10 of 11.2 GB free' },
    ]);
  });

  test('from a PyTorch file, whose tensors are checked once it is here', () => {
    const facts = factsOf('bert-masked-lm-bin', 11.2e9);
    expect(assessRepo(facts)).toMatchObject({
      verdict: { state: 'runs', reason: 'PyTorch .bin float32' },
      chosen: 'pytorch_model.bin',
    });
    expect(check(facts, 'weights')).toMatchObject({
      state: 'yes',
      text: 'pytorch_model.bin, float32, read as data (nothing in it is run), its tensors are checked once it is here',
    });
    const sharded = withFiles(
      without(facts, /\.bin/),
      'pytorch_model.bin.index.json',
      'pytorch_model-00001-of-00002.bin',
      'pytorch_model-00002-of-00002.bin',
    );
    expect(assessRepo(sharded).choices[0]?.files).toHaveLength(3);
  });

  test('an encoder-decoder, with both of its stacks', () => {
    const facts = factsOf('t5-conditional-generation');
    expect(assessRepo(facts)).toMatchObject({
      verdict: { state: 'runs', reason: 'safetensors float32' },
      chosen: 'model.safetensors',
      info: { kind: 'encoder-decoder', task: 'text2text-generation', layers: 2, maxPositions: null },
    });
    const text = 'encoder 2 × 4, decoder 2 × 4 attention heads, cross-attention and 6 hidden states';
    expect(check(facts, 'inside')).toEqual({ what: 'inside', state: 'yes', text });
    expect(assessRepo(withConfig(facts, { feed_forward_proj: 'silu', dense_act_fn: 'xielu' })).verdict).toEqual({
      state: 'not_yet',
      reason: 'The activation "xielu" in config.json is not covered yet',
    });
  });

  test('a decoder, whose task has no prediction yet', () => {
    for (const model of ['gpt2-causal-lm', 'llama-causal-lm', 'mistral-causal-lm']) {
      const facts = factsOf(model);
      expect(assessRepo(facts)).toMatchObject({
        verdict: { state: 'runs' },
        chosen: 'model.safetensors',
        info: { kind: 'decoder-only', layers: 2, heads: 4, task: 'text-generation', missingHead: [] },
      });
      expect(check(facts, 'inside')).toMatchObject({ state: 'yes' });
    }
  });

  test.each([
    ['llama-causal-lm', { rope_scaling: { rope_type: 'newrope', factor: 2 } }, /"newrope" of rotary/],
    ['llama-causal-lm', { is_causal: false }, /"is_causal": false/],
    ['gpt2-causal-lm', { add_cross_attention: true }, /"add_cross_attention": true/],
    [
      'mistral-causal-lm',
      { rope_scaling: { type: 'linear', factor: 2 }, partial_rotary_factor: 0.5 },
      /partial_rotary/,
    ],
  ])('%s with %j is told by the name of the setting', (model, changes, text) => {
    const facts = withConfig(without(factsOf(model), /onnx/), changes);
    expect(assessRepo(facts).verdict.state).toBe('not_yet');
    expect(check(facts, 'architecture')?.text).toMatch(text);
  });

  test('from an ONNX file where the architecture is not built here', () => {
    const facts = withConfig(factsOf('gpt2-causal-lm'), { model_type: 'xglm' });
    expect(assessRepo(facts)).toMatchObject({
      verdict: { state: 'runs', reason: 'ONNX float32' },
      chosen: 'onnx/model.onnx',
      info: { kind: 'decoder-only', layers: 2, heads: 4, parameters: null, task: 'text-generation' },
    });
    expect(assessRepo(facts).choices.map(({ path, problem }) => [path, problem])).toEqual([
      ['model.safetensors', 'architecture xglm'],
      ['onnx/model.onnx', null],
    ]);
    expect(check(facts, 'architecture')).toMatchObject({ state: 'info', text: /no prediction for this task yet$/ });
    expect(check(facts, 'inside')).toMatchObject({ state: 'info' });
  });

  test.each([
    ['bert-base-model', 'info', /without a head for a task; the Lens shows tokens and no prediction$/],
    [
      'bert-question-answering',
      'info',
      /question answering; the Lens shows tokens, and no prediction for this task yet$/,
    ],
    ['bert-sequence-classification', 'yes', /^bert, text classification$/],
  ])('%s, and says what is shown of it', (model, state, text) => {
    expect(assessRepo(factsOf(model)).verdict.state).toBe('runs');
    expect(check(factsOf(model), 'architecture')).toEqual({
      what: 'architecture',
      state,
      text: expect.stringMatching(text) as unknown,
    });
  });

  test('without a trained head, and warns of it', () => {
    const facts = withConfig(factsOf('bert-base-model'), { architectures: ['BertForSequenceClassification'] });
    expect(assessRepo(facts).verdict.state).toBe('runs');
    expect(check(facts, 'architecture')).toMatchObject({
      state: 'warning',
      text: 'bert, text classification; its head is not in the weights (classifier.weight and 1 more), so the Lens shows tokens and no prediction',
    });
  });

  test('with a tokenizer that is built from vocabulary files', () => {
    const facts = without(factsOf('bert-base-model'), /tokenizer\.json/);
    expect(check(withFiles(facts, 'vocab.txt'), 'tokenizer')).toMatchObject({
      state: 'yes',
      text: 'built from vocab.txt; there is no tokenizer.json',
    });
    expect(assessRepo(withFiles(facts, 'vocab.json', 'merges.txt')).verdict.state).toBe('runs');
  });
});
