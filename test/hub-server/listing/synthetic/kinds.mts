import type { Config } from './encoder-tensors.mts';

/** A kind of models of which many are generated. */
export interface ModelKind {
  /** What its names begin and end with. */
  readonly base: string;
  readonly suffix: string;
  readonly task: string;
  readonly config: Config;
}

const labels = { id2label: { 0: 'negative', 1: 'positive' }, label2id: { negative: 0, positive: 1 } };

const entityLabels = { id2label: { 0: 'O', 1: 'B-PER', 2: 'I-PER', 3: 'B-LOC', 4: 'I-LOC' } };

function bert(architecture: string, more: Readonly<Record<string, unknown>> = {}): Config {
  return {
    architectures: [architecture],
    model_type: 'bert',
    vocab_size: 30_522,
    hidden_size: 768,
    num_hidden_layers: 12,
    num_attention_heads: 12,
    intermediate_size: 3072,
    hidden_act: 'gelu',
    max_position_embeddings: 512,
    type_vocab_size: 2,
    layer_norm_eps: 1e-12,
    pad_token_id: 0,
    ...more,
  };
}

function roberta(architecture: string, more: Readonly<Record<string, unknown>> = {}): Config {
  const vocabulary = { vocab_size: 50_265, max_position_embeddings: 514, type_vocab_size: 1, pad_token_id: 1 };
  return bert(architecture, { model_type: 'roberta', layer_norm_eps: 1e-5, ...vocabulary, ...more });
}

const huge = { hidden_size: 8192, intermediate_size: 32_768, num_hidden_layers: 96, num_attention_heads: 64 };

/** Most run; some have an architecture that is not covered, some are far larger than any machine's memory. */
export const kinds: readonly [ModelKind, ...ModelKind[]] = [
  {
    base: 'bert-base',
    suffix: 'sentiment',
    task: 'text-classification',
    config: bert('BertForSequenceClassification', labels),
  },
  { base: 'bert-base', suffix: '', task: 'fill-mask', config: bert('BertForMaskedLM') },
  {
    base: 'roberta-base',
    suffix: 'sentiment',
    task: 'text-classification',
    config: roberta('RobertaForSequenceClassification', labels),
  },
  { base: 'roberta-base', suffix: '', task: 'fill-mask', config: roberta('RobertaForMaskedLM') },
  {
    base: 'roberta-giant',
    suffix: 'classifier',
    task: 'text-classification',
    config: roberta('RobertaForSequenceClassification', { ...labels, ...huge }),
  },
  {
    base: 'bert-base',
    suffix: 'ner',
    task: 'token-classification',
    config: bert('BertForTokenClassification', entityLabels),
  },
  {
    base: 'roberta-base',
    suffix: 'squad2',
    task: 'question-answering',
    config: roberta('RobertaForQuestionAnswering'),
  },
  {
    base: 'mamba-130m',
    suffix: '',
    task: 'text-generation',
    config: bert('MambaForCausalLM', { model_type: 'mamba' }),
  },
  {
    base: 'xlnet-base',
    suffix: 'classifier',
    task: 'text-classification',
    config: bert('XLNetForSequenceClassification', { ...labels, model_type: 'xlnet' }),
  },
];
