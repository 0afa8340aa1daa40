import { createHash } from 'node:crypto';
import { syntheticContent } from '../content/content.mts';
import type { RepoSpec } from '../repos/repo.mts';
import type { Listed } from '../routes/model-json.mts';

const owners = ['textlab', 'openbio', 'nordic-nlp', 'acme-research', 'finread', 'linguae', 'modelworks', 'studygroup'];
const bases = ['bert-base', 'distilbert-base', 'roberta-base', 'xlm-roberta-base', 'xlnet-base', 'llama-1b', 'gpt2'];
const topics = ['sentiment', 'news', 'reviews', 'emotion', 'ner', 'toxicity', 'topics', 'intent', 'finance', 'legal'];
const tasks = ['text-classification', 'token-classification', 'fill-mask', 'text-generation', 'question-answering'];
const licenses = ['apache-2.0', 'mit', 'cc-by-4.0'];
const millisecondsADay = 86_400_000;

/** Made-up models, always the same ones, with the repositories behind them. */
export function manyModels(count: number): { listed: Listed[]; make: (id: string) => RepoSpec | undefined } {
  const listed = Array.from({ length: count }, (_, index) => modelAt(index));
  const known = new Map(listed.map((model, index) => [model.id, index]));
  const make = (id: string): RepoSpec | undefined => {
    const index = known.get(id);
    const model = index === undefined ? undefined : listed[index];
    return model && index !== undefined ? { ...model, files: filesOf(index) } : undefined;
  };
  return { listed, make };
}

function modelAt(index: number): Listed {
  const random = randomOf(index);
  const id = `${pick(owners, random(0))}/${pick(bases, index)}-${pick(topics, random(1))}-${index}`;
  return {
    id,
    task: pick(tasks, random(2)),
    library: 'transformers',
    license: pick(licenses, random(3)),
    languages: ['en'],
    downloads: Math.floor(10 ** (random(4) / 43)),
    likes: random(5),
    trendingScore: random(6),
    gated: random(7) < 13 ? 'auto' : false,
    lastModified: new Date(Date.UTC(2026, 0, 1) - random(8) * millisecondsADay).toISOString(),
  };
}

function filesOf(index: number): RepoSpec['files'] {
  const architecture = pick(bases, index).split('-')[0] ?? 'bert';
  const size = 1_000_000 * (1 + randomOf(index)(9));
  const config = {
    model_type: architecture === 'xlm' ? 'xlm-roberta' : architecture,
    architectures: ['BertForSequenceClassification'],
    hidden_size: 32,
    num_hidden_layers: 2,
    num_attention_heads: 2,
    intermediate_size: 64,
    vocab_size: 100,
    max_position_embeddings: 64,
    type_vocab_size: 2,
  };
  return {
    'config.json': JSON.stringify(config),
    'tokenizer.json': JSON.stringify({ version: '1.0', model: { type: 'WordPiece', vocab: { '[UNK]': 0 } } }),
    'model.safetensors': syntheticContent(`many ${index}`, size, emptyHeader()),
    'README.md': `# Model ${index}\n\nMade up for tests.\n`,
  };
}

/** The start of a safetensors file without tensors. */
function emptyHeader(): Uint8Array {
  const header = Buffer.alloc(10);
  header.writeBigUInt64LE(2n);
  header.write('{}', 8);
  return header;
}

/** Numbers from 0 to 255 that follow from the index alone. */
function randomOf(index: number): (which: number) => number {
  const digest = createHash('sha256').update(`model ${index}`).digest();
  return (which) => digest[which] ?? 0;
}

function pick<const T>(from: readonly [T, ...T[]] | readonly T[], at: number): T {
  return from[at % from.length] as T;
}
