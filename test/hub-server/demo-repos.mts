import { join } from 'node:path';
import { card } from './demo/card.mts';
import { filesOfFolder } from './repos/folder.mts';
import { encoderTensors } from './listing/synthetic/encoder-tensors.mts';
import { weightFiles } from './listing/synthetic/sharded-weights.mts';
import type { FileData, RepoSpec } from './repos/repo.mts';

const root = join(import.meta.dirname, '../..');

/** Repositories for the demo without a network, and for tests: one model of each verdict, with cards as people write them. */
export function demoRepos(): RepoSpec[] {
  return [...running(), ...refused()];
}

function fixture(name: string): Record<string, FileData> {
  return filesOfFolder(join(root, 'test/fixtures/models', name));
}

const common = { library: 'transformers', license: 'apache-2.0', languages: ['en'] } as const;

function running(): RepoSpec[] {
  const onnx = fixture('roberta-sentiment');
  const onnxOnly = Object.fromEntries(Object.entries(onnx).filter(([path]) => !path.endsWith('.safetensors')));
  const sample = filesOfFolder(join(root, 'media/sample-model'));
  return [
    describe('model-lens/sample-sentiment', sample, { ...common, downloads: 3_400_000, likes: 846, trendingScore: 90 }),
    describe('demo/roberta-tiny-sentiment', onnx, { ...common, downloads: 612_000, likes: 421, trendingScore: 80 }),
    describe('demo/roberta-tiny-sentiment-onnx', onnxOnly, {
      ...common,
      library: 'transformers.js',
      downloads: 41_000,
      likes: 38,
      trendingScore: 75,
    }),
    describe('demo/distilbert-tiny-classification', fixture('distilbert-sequence-classification'), {
      ...common,
      downloads: 18_000,
      likes: 12,
      trendingScore: 70,
    }),
    describe('demo/xlm-roberta-tiny-classification', fixture('xlm-roberta-sequence-classification'), {
      ...common,
      languages: ['en', 'de', 'hi'],
      downloads: 9_400,
      likes: 7,
      trendingScore: 60,
    }),
    describe('demo/bert-tiny-masked-lm', fixture('bert-masked-lm'), {
      ...common,
      task: 'fill-mask',
      downloads: 77_000,
      likes: 31,
      trendingScore: 50,
    }),
  ];
}

function refused(): RepoSpec[] {
  return [
    describe('demo/xlnet-base-sentiment', noise('xlnet', 'XLNetForSequenceClassification', xlnetSize), {
      ...common,
      downloads: 1_200,
      likes: 3,
      trendingScore: 40,
    }),
    describe('demo/prompt-guard-gated', fixture('bert-sequence-classification'), {
      ...common,
      license: 'other',
      gated: 'manual',
      downloads: 88_000,
      likes: 79,
      trendingScore: 65,
    }),
    describe('demo/bert-giant-reward', noise('bert', 'BertForSequenceClassification', giantSize), {
      ...common,
      downloads: 9_600,
      likes: 66,
      trendingScore: 30,
    }),
  ];
}

const xlnetSize = { hidden_size: 768, num_hidden_layers: 12, num_attention_heads: 12, intermediate_size: 3072 };
const giantSize = { hidden_size: 4096, num_hidden_layers: 80, num_attention_heads: 64, intermediate_size: 16_384 };

/** A model of any size whose weights are noise behind a true header. */
function noise(type: string, architecture: string, size: Readonly<Record<string, number>>): Record<string, FileData> {
  const vocabulary = { vocab_size: 120_000, max_position_embeddings: 512, type_vocab_size: 2 };
  const config = { architectures: [architecture], model_type: type, ...size, ...vocabulary };
  return {
    'config.json': JSON.stringify(config, null, 2),
    'tokenizer.json': JSON.stringify({ version: '1.0', model: { type: 'WordPiece', vocab: { '[UNK]': 0 } } }),
    ...weightFiles(type, encoderTensors(config)),
  };
}

function describe(id: string, files: Record<string, FileData>, facts: Omit<RepoSpec, 'id' | 'files'>): RepoSpec {
  const spec = { task: 'text-classification', ...facts };
  return { id, ...spec, files: { ...files, 'README.md': card(id, spec) } };
}
