import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ModelDescription } from '../../../src/common/contracts/description';
import { LensError } from '../../../src/common/errors/lens-error';
import type { SourceTensor } from '../../../src/engine/describe/source';
import { describeRepo } from '../../../src/engine/describe/sources/repo';
import { factsOf, withConfig } from '../assess/support/changed-facts';
import { check, describeAny } from './any-model';

/** Describes, or says plainly why not. */
function tried(make: () => ModelDescription): void {
  try {
    check(make());
  } catch (error) {
    if (!(error instanceof LensError)) throw error;
    expect(error.message).not.toBe('');
  }
}

const families = [
  'bert',
  'albert',
  'deberta-v2',
  'gpt2',
  'llama',
  'mixtral',
  'gemma3_text',
  'gpt_neo',
  'modernbert',
  'falcon',
  't5',
  'bart',
  'opt',
  'xlance',
];
const fieldNames = [
  ...[
    'num_hidden_layers',
    'n_layer',
    'num_layers',
    'decoder_layers',
    'num_attention_heads',
    'num_key_value_heads',
    'head_dim',
  ],
  ...['hidden_size', 'd_model', 'intermediate_size', 'sliding_window', 'use_sliding_window', 'sliding_window_pattern'],
  ...['global_attn_every_n_layers', 'layer_types', 'rope_theta', 'rope_scaling', 'rope_parameters', 'no_rope_layers'],
  ...[
    'partial_rotary_factor',
    'rotary_dim',
    'attention_layers',
    'vocab_size',
    'max_position_embeddings',
    'text_config',
  ],
  ...['tie_word_embeddings', 'eos_token_id', 'pad_token_id', 'hidden_act', 'feed_forward_proj', 'num_local_experts'],
  ...[
    'position_buckets',
    'relative_attention',
    'architectures',
    'is_encoder_decoder',
    'id2label',
    'num_labels',
    'dtype',
  ],
];
const value = fc.oneof(
  fc.constantFrom(
    0,
    1,
    2,
    -1,
    7,
    64,
    2 ** 31,
    Number.MAX_SAFE_INTEGER,
    1e308,
    0.5,
    true,
    false,
    null,
    '',
    'full_attention',
  ),
  fc.jsonValue({ maxDepth: 2 }),
  fc.array(fc.constantFrom('sliding_attention', 'full_attention', 0, 1, null), { maxLength: 5 }),
  fc.constant(['LlamaForCausalLM']),
);
const configs = fc
  .tuple(fc.constantFrom(...families), fc.dictionary(fc.constantFrom(...fieldNames), value, { maxKeys: 12 }))
  .map(([model_type, fields]) => ({ model_type, ...fields }));

const segment = fc.oneof(
  fc.constantFrom(
    'model',
    'layers',
    'encoder',
    'decoder',
    'attn',
    'mlp',
    'norm',
    'weight',
    'bias',
    'shared',
    'lm_head',
    '0',
    '1',
    '99999999',
    '__proto__',
    'constructor',
    '',
  ),
  fc.string({ maxLength: 8 }),
);
const tensors: fc.Arbitrary<SourceTensor[]> = fc.array(
  fc
    .record({
      name: fc.array(segment, { minLength: 1, maxLength: 30 }).map((parts) => parts.join('.')),
      shape: fc.array(fc.constantFrom(0, 1, 3, 2 ** 20), { maxLength: 5 }),
      dtype: fc.constantFrom('float32', 'bfloat16', 'bool', 'int64', 'uint8'),
      place: fc.constantFrom('a:0', 'a:8', null),
    })
    .map(({ shape, ...rest }) => {
      const elements = Math.min(
        Number.MAX_SAFE_INTEGER,
        shape.reduce((product, size) => product * size, 1),
      );
      return { ...rest, shape, elements, bytes: Math.min(Number.MAX_SAFE_INTEGER, elements * 4), file: 0 };
    }),
  { maxLength: 40 },
);

describe('hostile models', () => {
  it('any config is described, or refused in plain words', () => {
    fc.assert(
      fc.property(configs, (config) => tried(() => describeAny(config, null))),
      { numRuns: 600 },
    );
  });

  it('any names and shapes of tensors are described', () => {
    fc.assert(
      fc.property(configs, tensors, (config, found) => tried(() => describeAny(config, found))),
      { numRuns: 400 },
    );
  });

  it('any config of a repository with headers is described, or refused', () => {
    const facts = factsOf('llama-causal-lm');
    fc.assert(
      fc.property(configs, (config) => tried(() => describeRepo(withConfig(facts, config)))),
      { numRuns: 200 },
    );
  });

  it('any bytes in place of headers, config and index are described, or refused', () => {
    const facts = factsOf('bert-base-model');
    const bytes = fc.uint8Array({ maxLength: 64 });
    const run = (header: Uint8Array, config: string | null, index: string | null): void =>
      tried(() =>
        describeRepo({
          ...facts,
          config: config ?? facts.config,
          index,
          headers: [{ path: 'model.safetensors', fileBytes: 1000, header: Uint8Array.from(header) }],
        }),
      );
    fc.assert(fc.property(bytes, fc.option(fc.string()), fc.option(fc.json()), run), { numRuns: 300 });
  });

  it('without a config there is nothing to describe', () => {
    expect(() => describeRepo({ ...factsOf('bert-base-model'), config: null })).toThrow('There is no config.json.');
  });

  it('headers that are broken leave the tensors out, with the reason', () => {
    const facts = factsOf('bert-base-model');
    const { tensorCount, withoutTensors, diagram } = describeRepo({ ...facts, headers: [] });
    expect(tensorCount).toBe(0);
    expect(withoutTensors).toBe('The header of model.safetensors was not read.');
    expect(diagram.stacks[0]?.layers).toBe(2);
  });
});
