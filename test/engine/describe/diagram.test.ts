import { describe, expect, it } from 'vitest';
import type { Stack, Step } from '../../../src/common/contracts/description';
import { blockOf, described, fromShapes } from './sources';

/** The steps of a layer in a few letters: R a residual path, N a norm, A attention, X cross-attention, M an MLP. */
function shapeOf({ layer }: Stack): string {
  return layer.map(stepShape).join(' ');
}

function stepShape({ residual, shared, branches }: Step): string {
  const letters = (blocks: Step['shared']): string => blocks.map((block) => letterOf(block)).join('');
  const inside = letters(shared) + branches.map(letters).join('|');
  return residual ? `R(${inside})` : inside;
}

function letterOf(block: Step['shared'][number]): string {
  if (block.type === 'attention') return block.of === 'cross' ? 'X' : 'A';
  return { norm: 'N', mlp: 'M', embedding: 'E', linear: 'L', head: 'H', plain: 'p' }[block.type];
}

describe('the steps of a layer', () => {
  it.each([
    ['bert-base-model', ['R(A) N R(M) N']],
    ['roberta-sentiment', ['R(A) N R(M) N']],
    ['distilbert-masked-lm', ['R(A) N R(M) N']],
    ['deberta-v2-sequence-classification', ['R(A) N R(M) N']],
    ['modernbert-masked-lm', ['R(NA) R(NM)']],
    ['gpt2-causal-lm', ['R(NA) R(NM)']],
    ['llama-causal-lm', ['R(NA) R(NM)']],
    ['gpt-neox-causal-lm', ['R(NA|NM)']],
    ['phi-causal-lm', ['R(NA|M)']],
    ['olmo2-causal-lm', ['R(AN) R(MN)']],
    ['gemma2-causal-lm', ['R(NAN) R(NMN)']],
    ['gemma3-causal-lm', ['R(NAN) R(NMN)']],
    ['t5-conditional-generation', ['R(NA) R(NM)', 'R(NA) R(NX) R(NM)']],
    ['bart-conditional-generation', ['R(A) N R(M) N', 'R(A) N R(X) N R(M) N']],
  ])('of %s', async (model, shapes) => {
    const { diagram } = await described(model);
    expect(diagram.known).toBe(true);
    expect(diagram.stacks.map(shapeOf)).toEqual(shapes);
  });

  it('follow the config where a family has both orders', () => {
    const shapes = (config: object) => fromShapes(config, null).diagram.stacks.map(shapeOf);
    expect(shapes({ model_type: 'opt', do_layer_norm_before: false })).toEqual(['R(A) N R(M) N']);
    expect(shapes({ model_type: 'gpt_neox', use_parallel_residual: false })).toEqual(['R(NA) R(NM)']);
    expect(shapes({ model_type: 'falcon', new_decoder_architecture: true })).toEqual(['R(NA|NM)']);
    expect(shapes({ model_type: 'falcon' })).toEqual(['R(NA|M)']);
  });
});

describe('other blocks', () => {
  it('the MLP has sizes, a gate and an activation', async () => {
    const mlp = async (model: string, stack = 0) => blockOf(await described(model), 'mlp', stack);
    expect(await mlp('llama-causal-lm')).toMatchObject({ width: 32, innerWidth: 64, gated: true, activation: 'silu' });
    expect(await mlp('gpt2-causal-lm')).toMatchObject({
      width: 32,
      innerWidth: 128,
      gated: false,
      activation: 'gelu_new',
    });
    expect(await mlp('bloom-causal-lm')).toMatchObject({ innerWidth: 128, gated: false });
    expect(await mlp('gemma-causal-lm')).toMatchObject({ gated: true, activation: 'gelu_pytorch_tanh' });
    expect(await mlp('t5-conditional-generation')).toMatchObject({ gated: false, activation: 'relu' });
    expect(await mlp('t5-gated-conditional-generation', 1)).toMatchObject({ gated: true, activation: 'gelu_new' });
    expect(await mlp('modernbert-masked-lm')).toMatchObject({ innerWidth: 48, gated: true, activation: 'gelu' });
    const mixtral = {
      model_type: 'mixtral',
      hidden_size: 64,
      intermediate_size: 128,
      num_local_experts: 8,
      num_experts_per_tok: 2,
    };
    expect(blockOf(fromShapes(mixtral, null), 'mlp').experts).toEqual({ count: 8, perToken: 2 });
  });

  it('embeddings have their tables, norms and projections', async () => {
    const before = async (model: string, stack = 0) =>
      (await described(model)).diagram.stacks[stack]?.before.map((each) => ('of' in each ? each.of : each.type));
    expect(await before('bert-base-model')).toEqual(['tokens', 'positions', 'token-types', 'norm']);
    expect(await before('albert-sequence-classification')).toEqual([
      'tokens',
      'positions',
      'token-types',
      'norm',
      'embedding-projection',
    ]);
    expect(await before('gpt2-causal-lm')).toEqual(['tokens', 'positions']);
    expect(await before('llama-causal-lm')).toEqual(['tokens']);
    expect(await before('bloom-causal-lm')).toEqual(['tokens', 'norm']);
    expect(await before('marian-conditional-generation', 1)).toEqual(['tokens', 'positions']);
    expect(await before('bart-conditional-generation', 1)).toEqual(['tokens', 'positions', 'norm']);
  });

  it('a last norm is there where the family has one', async () => {
    const after = async (model: string) => (await described(model)).diagram.stacks.map((stack) => stack.after.length);
    expect(await after('bert-base-model')).toEqual([0]);
    expect(await after('gpt2-causal-lm')).toEqual([1]);
    expect(await after('t5-conditional-generation')).toEqual([1, 1]);
    expect(await after('bart-conditional-generation')).toEqual([0, 0]);
    expect(await after('marian-conditional-generation')).toEqual([0, 0]);
    expect(await after('opt-causal-lm')).toEqual([1]);
  });

  it('heads have their task, width and ties', async () => {
    const head = async (model: string) => (await described(model)).diagram.head;
    expect(await head('bert-base-model')).toBeNull();
    expect(await head('bert-token-classification')).toMatchObject({
      task: 'token-classification',
      from: 16,
      to: 5,
      tied: false,
    });
    expect(await head('bert-question-answering')).toMatchObject({ task: 'question-answering', to: 2 });
    expect(await head('bert-masked-lm')).toMatchObject({ task: 'fill-mask', to: 400, tied: true, parameters: 1520 });
    expect(await head('gpt2-causal-lm')).toMatchObject({ task: 'text-generation', to: 400, tied: true, parameters: 0 });
    expect(await head('t5-gated-conditional-generation')).toMatchObject({ to: 400, tied: false, parameters: 6400 });
    expect(await head('llama-sequence-classification')).toMatchObject({ to: 3, parameters: 48 });
  });

  it('layers that share their weights are said to', async () => {
    const { diagram } = await described('albert-sequence-classification');
    expect(diagram.stacks[0]).toMatchObject({ layers: 3, shared: true, parametersEach: 8544, layerParameters: 8544 });
  });
});

describe('what is not known', () => {
  const config = {
    model_type: 'xlance',
    architectures: ['XlanceForCausalLM'],
    num_hidden_layers: 2,
    num_attention_heads: 4,
  };

  it('is drawn by the modules of a layer', () => {
    const { diagram, kind } = fromShapes(config, {
      'backbone.mixers.0.time.key.weight': ['F32', [4, 4]],
      'backbone.mixers.0.time.value.weight': ['F32', [4, 4]],
      'backbone.mixers.0.gate.weight': ['F32', [4]],
      'backbone.mixers.1.gate.weight': ['F32', [4]],
    });
    expect(kind).toBe('decoder-only');
    expect(diagram.known).toBe(false);
    expect(diagram.stacks[0]?.layer.flatMap(({ branches }) => branches.flat())).toEqual([
      { type: 'plain', name: 'gate', parameters: 4 },
    ]);
  });

  it('without tensors says what the config has', () => {
    const { diagram, parameters, withoutTensors } = fromShapes(config, null);
    expect(parameters).toBeNull();
    expect(withoutTensors).toBe('There are no weights.');
    const blocks = diagram.stacks[0]?.layer.flatMap(({ branches }) => branches.flat());
    expect(blocks).toMatchObject([{ type: 'attention', heads: 4, causal: null, positions: [] }]);
    expect(fromShapes({}, null).diagram.stacks[0]).toMatchObject({ layers: null, layer: [] });
  });
});
