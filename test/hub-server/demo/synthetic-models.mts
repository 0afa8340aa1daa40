import { fileContent } from '../content/content.mts';
import { encoderTensors } from '../listing/synthetic/encoder-tensors.mts';
import { weightFiles, type WeightOptions } from '../listing/synthetic/sharded-weights.mts';
import type { FileData } from '../repos/repo.mts';
import { fixture } from './paths.mts';

const sizes = {
  hidden_size: 768,
  num_hidden_layers: 12,
  num_attention_heads: 12,
  intermediate_size: 3072,
  vocab_size: 30_522,
  max_position_embeddings: 512,
  type_vocab_size: 2,
};
const labels = { id2label: { 0: 'negative', 1: 'positive' }, label2id: { negative: 0, positive: 1 } };

/** A model of 469 MB whose architecture is not covered. */
export function xlnet(): Record<string, FileData> {
  return synthetic('xlnet', 'XLNetForSequenceClassification', { vocab_size: 41_200 });
}

/** A BERT that would take more memory than most machines have, in blocks of 4 bits too. */
export function giantBert(): Record<string, FileData> {
  const giant = { hidden_size: 8192, num_hidden_layers: 160, num_attention_heads: 64, intermediate_size: 32_768 };
  return synthetic('bert', 'BertForSequenceClassification', giant, { shardBytes: 40_000_000_000 });
}

/** A BERT of 115 MB that runs; its numbers are random, so that nothing but its size is real. */
export function untrainedBert(): Record<string, FileData> {
  const small = { hidden_size: 512, num_hidden_layers: 4, num_attention_heads: 8, intermediate_size: 2048 };
  const options = { hash: 'true', numbers: 'small-floats' } as const;
  return synthetic('bert', 'BertForSequenceClassification', small, options);
}

function synthetic(
  type: string,
  architecture: string,
  changes: Readonly<Record<string, number>>,
  options: WeightOptions = {},
): Record<string, FileData> {
  const config = {
    architectures: [architecture],
    model_type: type,
    hidden_act: 'gelu',
    ...sizes,
    ...labels,
    ...changes,
  };
  return {
    'config.json': JSON.stringify(config, null, 2),
    'tokenizer.json': fileContent(fixture('bert-sequence-classification/tokenizer.json')),
    'tokenizer_config.json': fileContent(fixture('bert-sequence-classification/tokenizer_config.json')),
    ...weightFiles(`demo ${type} ${config.num_hidden_layers}`, encoderTensors(config), options),
  };
}
