import { fileContent } from './content/content.mts';
import { card, type CardText } from './demo/card.mts';
import { fixture, media } from './demo/paths.mts';
import { giantBert, untrainedBert, xlnet } from './demo/synthetic-models.mts';
import { filesOfFolder } from './repos/folder.mts';
import type { FileData, RepoSpec } from './repos/repo.mts';

/** Repositories for the demo without a network, and for tests: one model of each verdict, with cards as people write them. */
export function demoRepos(): RepoSpec[] {
  return [...running(), ...refused()];
}

const common = { library: 'transformers', license: 'apache-2.0', languages: ['en'] } as const;
const tiny = 'A very small model for **trying Model Lens** without a network.';

function running(): RepoSpec[] {
  const roberta = filesOfFolder(fixture('roberta-sentiment'));
  const onnxOnly = Object.fromEntries(Object.entries(roberta).filter(([path]) => !path.endsWith('.safetensors')));
  const sample = { ...common, task: 'text-classification', downloads: 3_400_000, likes: 846, trendingScore: 90 };
  return [
    { id: 'model-lens/sample-sentiment', files: filesOfFolder(media('sample-model')), ...sample },
    describe('demo/roberta-tiny-sentiment', roberta, {
      ...{ downloads: 612_000, likes: 421, trendingScore: 80 },
      branches: { float16: filesOfFolder(fixture('roberta-sentiment-float16')) },
    }),
    describe(
      'demo/roberta-tiny-sentiment-onnx',
      onnxOnly,
      { library: 'transformers.js', downloads: 41_000, likes: 38, trendingScore: 75 },
      `${tiny} It has ONNX files only, in float32 and quantized to 8 bits.`,
    ),
    describe(
      'demo/distilbert-tiny-classification',
      filesOfFolder(fixture('distilbert-sequence-classification')),
      { downloads: 18_000, likes: 12, trendingScore: 70 },
      `${tiny} Several labels may hold at once.`,
    ),
    describe(
      'demo/xlm-roberta-tiny-classification',
      filesOfFolder(fixture('xlm-roberta-sequence-classification')),
      { languages: ['en', 'de', 'hi'], downloads: 9_400, likes: 7, trendingScore: 60 },
      `${tiny} It reads several languages.`,
    ),
    describe(
      'demo/bert-tiny-masked-lm',
      filesOfFolder(fixture('bert-masked-lm')),
      { task: 'fill-mask', downloads: 77_000, likes: 31, trendingScore: 50 },
      `${tiny} It fills in a masked word.`,
      'The weather is [MASK] today.',
    ),
    describe(
      'demo/story-gpt2',
      filesOfFolder(fixture('../story-model')),
      { task: 'text-generation', downloads: 52_000, likes: 64, trendingScore: 48 },
      'A very small GPT-2 that learned to tell short tales: **it goes on with what you begin**.',
      'Once upon a time',
    ),
    describe(
      'demo/bert-small-untrained',
      untrainedBert(),
      { downloads: 640, likes: 2, trendingScore: 45 },
      'A model of 115 MB with random weights: large enough to **watch its download**, to stop it and to resume it.',
    ),
  ];
}

function refused(): RepoSpec[] {
  return [
    describe(
      'demo/xlnet-base-sentiment',
      xlnet(),
      { downloads: 1_200, likes: 3, trendingScore: 40 },
      'XLNet predicts words in any order. Its architecture is not covered here yet.',
    ),
    describe(
      'demo/prompt-guard-gated',
      filesOfFolder(fixture('bert-sequence-classification')),
      { license: 'other', gated: 'manual', downloads: 88_000, likes: 79, trendingScore: 65 },
      'Its authors want to know who uses it: ask for access on its page.',
    ),
    describe(
      'demo/bert-giant-reward',
      giantBert(),
      { downloads: 9_600, likes: 66, trendingScore: 30 },
      'More than a hundred billion parameters in fourteen files: more than fits into the memory of most machines.',
    ),
  ];
}

function describe(
  id: string,
  files: Readonly<Record<string, FileData>>,
  facts: Omit<RepoSpec, 'id' | 'files'>,
  about = tiny,
  example: CardText['example'] = 'I am excited to learn about transformers',
): RepoSpec {
  const spec = { ...common, task: 'text-classification', ...facts };
  const front = { 'README.md': card(id, spec, { about, example }), 'layers.png': fileContent(media('icons/icon.png')) };
  const license = `The license of this model is ${spec.license ?? 'other'}.\n`;
  return { id, ...spec, files: { ...front, LICENSE: license, ...files } };
}
