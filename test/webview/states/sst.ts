import type { Assessment, WeightsChoice } from '../../../src/common/contracts/hub/assessment';
import type { RepoInfo } from '../../../src/common/contracts/hub/details-view';
import type { ModelInfo } from '../../../src/common/contracts/model';

export const sstFiles = [
  { path: 'README.md', bytes: 10_500 },
  { path: 'config.json', bytes: 629 },
  { path: 'map.jpeg', bytes: 83_000 },
  { path: 'model.safetensors', bytes: 267_832_558 },
  { path: 'onnx/added_tokens.json', bytes: 48 },
  { path: 'onnx/model.onnx', bytes: 268_393_480 },
  { path: 'onnx/tokenizer.json', bytes: 711_000 },
  { path: 'pytorch_model.bin', bytes: 267_844_284 },
  { path: 'rust_model.ot', bytes: 267_855_372 },
  { path: 'tf_model.h5', bytes: 267_949_840 },
  { path: 'tokenizer_config.json', bytes: 48 },
  { path: 'vocab.txt', bytes: 231_508 },
];

export const sstInfo: RepoInfo = {
  id: 'distilbert/distilbert-base-uncased-finetuned-sst-2-english',
  task: 'text-classification',
  library: 'transformers',
  license: 'apache-2.0',
  downloads: 3_400_000,
  likes: 846,
  gated: false,
  private: false,
  lastModified: '2023-12-19T16:29:37.000Z',
  revision: 'main',
  commit: '714eb0fa89d2f80546fda750413ed43d93601a13',
  languages: ['en'],
  files: sstFiles,
};

const sstModel: ModelInfo = {
  architecture: 'distilbert',
  className: 'DistilBertForSequenceClassification',
  kind: 'encoder-only',
  task: 'text-classification',
  layers: 6,
  heads: 12,
  hiddenSize: 768,
  vocabSize: 30_522,
  maxPositions: 512,
  parameters: 66_955_010,
  dtypes: ['float32'],
  weightFiles: ['model.safetensors'],
  weightBytes: 267_832_558,
  labels: ['NEGATIVE', 'POSITIVE'],
  problemType: 'single_label_classification',
  missingHead: [],
};

export const choices: WeightsChoice[] = [
  {
    path: 'model.safetensors',
    format: 'safetensors',
    dtypes: ['float32'],
    files: [{ path: 'model.safetensors', bytes: 267_832_558 }],
    bytes: 267_832_558,
    memoryBytes: 350_000_000,
    problem: null,
  },
  {
    path: 'onnx/model.onnx',
    format: 'onnx',
    dtypes: ['float32'],
    files: [{ path: 'onnx/model.onnx', bytes: 268_393_480 }],
    bytes: 268_393_480,
    memoryBytes: 350_000_000,
    problem: null,
  },
  {
    path: 'onnx/model_q4.onnx',
    format: 'onnx',
    dtypes: ['q4'],
    files: [{ path: 'onnx/model_q4.onnx', bytes: 121_000_000 }],
    bytes: 121_000_000,
    memoryBytes: 150_000_000,
    problem: 'its operators are not covered',
  },
];

export const sstAssessment: Assessment = {
  verdict: { state: 'runs', reason: 'safetensors float32, ONNX' },
  checks: [
    { what: 'weights', state: 'yes', text: 'model.safetensors, float32, run in place' },
    { what: 'architecture', state: 'yes', text: 'distilbert, sequence classification' },
    { what: 'tokenizer', state: 'yes', text: 'built from vocab.txt; the repo has no tokenizer.json' },
    { what: 'inside', state: 'yes', text: '6 × 12 attention heads and 7 hidden states' },
    { what: 'memory', state: 'yes', text: '0.35 of 11.2 GB free' },
    { what: 'access', state: 'yes', text: 'public, no sign-in' },
  ],
  choices,
  chosen: 'model.safetensors',
  architecture: 'distilbert',
  info: sstModel,
};
