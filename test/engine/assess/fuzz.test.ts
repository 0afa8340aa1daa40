import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test, vi } from 'vitest';
import { assessmentSchema, type RepoFacts } from '../../../src/common/contracts/hub/assessment';
import { assessRepo } from '../../../src/engine/assess/assess-repo';
import { factsOf } from './support/changed-facts';

const { refuse } = vi.hoisted(() => ({
  refuse: (): never => {
    throw new Error('a native module was loaded');
  },
}));
vi.mock('onnxruntime-node', refuse);
vi.mock('tokenizers', refuse);

const bases = ['bert-sequence-classification', 'roberta-sentiment', 'gpt2-causal-lm', 'roberta-masked-lm'].map(
  (model) => factsOf(model),
);

/** An assessment comes, soon, and is one that the contract lets through. */
function expectAssessment(facts: RepoFacts): void {
  const started = performance.now();
  const found = assessRepo(facts);
  expect(performance.now() - started).toBeLessThan(2000);
  expect(v.safeParse(assessmentSchema, found).success).toBe(true);
  expect(found.verdict.reason).not.toBe('');
  expect(found.chosen !== null).toBe(found.verdict.state === 'runs');
  const paths = new Set(facts.files.map(({ path }) => path));
  expect(found.choices.every(({ files }) => files.every(({ path }) => paths.has(path)))).toBe(true);
}

const wild = fc.oneof(
  fc.constantFrom<unknown>(0, -1, 1.5, 2 ** 31 - 1, 2 ** 53, 1e308, null, true, '', 'bert', [], {}, [[]], { '0': 'a' }),
  fc.jsonValue({ maxDepth: 3 }),
);
const fields = fc.constantFrom(
  ...[
    'model_type',
    'architectures',
    'hidden_size',
    'num_hidden_layers',
    'num_attention_heads',
    'vocab_size',
    'id2label',
  ],
  ...['problem_type', 'pad_token_id', 'max_position_embeddings', 'is_decoder', 'n_layer', 'n_head', 'text_config'],
  ...['quantization_config', 'vision_config', 'dtype', 'torch_dtype', 'num_labels', 'hidden_act', '__proto__'],
);
const path = fc.oneof(
  fc.constantFrom(
    ...[
      'model.safetensors',
      'model.safetensors.index.json',
      'onnx/model.onnx',
      'model_q4.onnx',
      'onnx/model.onnx_data',
    ],
    ...['tokenizer.json', 'vocab.txt', 'pytorch_model.bin', 'adapter_config.json', 'spiece.model', '.onnx', '_data'],
  ),
  fc.string(),
);
const size = fc.oneof(fc.nat(), fc.constantFrom(0, 1, 2 ** 31, 2 ** 53 - 1), fc.maxSafeNat());
/** By number, so that a failure is shown in a few words. */
const base = fc.nat(bases.length - 1);
const factsAt = (index: number): RepoFacts => bases[index] ?? bases[0]!;

describe('whatever a repository holds', () => {
  test('any config', () => {
    fc.assert(
      fc.property(base, fc.dictionary(fields, wild, { maxKeys: 5 }), (at, changes) => {
        const facts = factsAt(at);
        expectAssessment({
          ...facts,
          config: JSON.stringify({ ...(JSON.parse(facts.config ?? '') as object), ...changes }),
        });
      }),
      { numRuns: 500 },
    );
  });

  test('any text for a config or an index', () => {
    const text = fc.option(fc.oneof(fc.string(), fc.json()));
    const files = [...bases[0]!.files, { path: 'model.safetensors.index.json', bytes: 10 }];
    fc.assert(
      fc.property(base, text, text, (at, config, index) => {
        const facts = factsAt(at);
        expectAssessment({ ...facts, config });
        const sharded = files.filter((file) => file.path !== 'model.safetensors');
        expectAssessment({ ...facts, files: sharded, index });
      }),
      { numRuns: 300 },
    );
    expectAssessment({ ...bases[0]!, config: '['.repeat(1_000_000) });
    expectAssessment({ ...bases[0]!, config: `{"a":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_001)}` });
  });

  test('any files', () => {
    const files = fc.array(fc.record({ path, bytes: size }), { maxLength: 30 });
    fc.assert(
      fc.property(base, files, size, (at, more, memoryBytes) => {
        const facts = factsAt(at);
        expectAssessment({ ...facts, files: more, memoryBytes });
        expectAssessment({ ...facts, files: [...facts.files, ...more], memoryBytes });
      }),
      { numRuns: 300 },
    );
    const many = Array.from({ length: 100_000 }, (_, n) => ({ path: `onnx/model.onnx_data_${n % 50}${n}`, bytes: n }));
    expectAssessment({ ...bases[0]!, files: many.map(({ path: name, bytes }) => ({ path: `${name}.onnx`, bytes })) });
    expectAssessment({ ...bases[0]!, files: [...many, { path: 'onnx/model.onnx', bytes: 1 }] });
  });

  test('any bytes for a header', () => {
    const edit = fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(base, fc.array(edit, { maxLength: 10 }), fc.option(fc.nat()), (at, edits, end) => {
        const facts = factsAt(at);
        const headers = facts.headers.map(({ header, ...file }) => {
          const bytes = Uint8Array.from(header);
          for (const [at, byte] of edits) bytes[at % bytes.length] = byte;
          return { ...file, header: bytes.slice(0, end === null ? undefined : end % (bytes.length + 1)) };
        });
        expectAssessment({ ...facts, headers });
      }),
      { numRuns: 300 },
    );
    fc.assert(
      fc.property(base, fc.uint8Array({ maxLength: 100 }), (at, header) => {
        const facts = factsAt(at);
        const headers = facts.headers.map((file) => ({ ...file, header: Uint8Array.from(header) }));
        expectAssessment({ ...facts, headers });
      }),
    );
  });
});
