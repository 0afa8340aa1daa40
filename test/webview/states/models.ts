import type { LensState } from '../../../src/common/contracts/lens';
import type { ModelInfo } from '../../../src/common/contracts/model';
import type { TokenizerInfo } from '../../../src/common/contracts/tokens';
import { sentimentLabels } from './classifications';

type Model = NonNullable<LensState['model']>;

export const tokenizer: TokenizerInfo = {
  files: ['tokenizer.json'],
  model: 'byte-level BPE',
  normalizer: null,
  preTokenizer: 'ByteLevel',
  vocabSize: 50265,
  maxLength: 512,
  paddingSide: 'right',
  truncationSide: 'right',
  specialTokens: [
    { role: 'bos', token: '<s>', id: 0 },
    { role: 'eos', token: '</s>', id: 2 },
    { role: 'cls', token: '<s>', id: 0 },
    { role: 'sep', token: '</s>', id: 2 },
    { role: 'pad', token: '<pad>', id: 1 },
    { role: 'unk', token: '<unk>', id: 3 },
    { role: 'mask', token: '<mask>', id: 50264 },
  ],
};

const sentimentInfo: ModelInfo = {
  architecture: 'roberta',
  className: 'RobertaForSequenceClassification',
  kind: 'encoder-only',
  task: 'text-classification',
  layers: 6,
  heads: 12,
  hiddenSize: 768,
  vocabSize: 50265,
  maxPositions: 512,
  parameters: 82_120_707,
  dtypes: ['F32'],
  weightFiles: ['model.safetensors'],
  weightBytes: 328_499_560,
  labels: [...sentimentLabels],
  problemType: 'single_label_classification',
  missingHead: [],
};

/** A sentiment classifier from the cache, or one that differs from it. */
export function model(info: Partial<ModelInfo> = {}, rest: Partial<Model> = {}): Model {
  return {
    id: 'mrm8488/distilroberta-finetuned-financial-news-sentiment-analysis',
    origin: 'cache',
    info: { ...sentimentInfo, ...info },
    tokenizer,
    device: 'cpu',
    ...rest,
  };
}
