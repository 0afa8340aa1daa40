import { encoderTensors } from './listing/synthetic/encoder-tensors.mts';
import { weightFiles } from './listing/synthetic/sharded-weights.mts';
import type { RepoSpec } from './repos/repo.mts';

/** A BERT of 500 MB in float32. */
const config = {
  model_type: 'bert',
  architectures: ['BertForSequenceClassification'],
  vocab_size: 50_800,
  hidden_size: 768,
  num_hidden_layers: 12,
  num_attention_heads: 12,
  intermediate_size: 3072,
  max_position_embeddings: 512,
  type_vocab_size: 2,
};
const shardBytes = 52_000_000;

/** `bench/big`: a model of 500 MB in eight different weight files that take no memory. Their hashes are made when it resolves. */
export async function bigRepo(): Promise<RepoSpec> {
  const weights = weightFiles('big', encoderTensors(config), { shardBytes, hash: 'true' });
  for (const content of Object.values(weights)) if (typeof content !== 'string') await content.sha256();
  const tokenizer = { version: '1.0', model: { type: 'WordPiece', unk_token: '[UNK]', vocab: { '[UNK]': 0 } } };
  const files = { 'config.json': JSON.stringify(config), 'tokenizer.json': JSON.stringify(tokenizer), ...weights };
  return { id: 'bench/big', files, downloads: 1 };
}
