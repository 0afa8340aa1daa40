import type { DetailsState } from '../../../src/common/contracts/hub/details-view';
import { download } from './downloads';
import { sstReadme } from './readme';
import { choices, sstAssessment, sstFiles, sstInfo } from './sst';

export const runsState: DetailsState = {
  id: sstInfo.id,
  info: { phase: 'ready', value: sstInfo },
  assessment: { phase: 'ready', value: sstAssessment },
  verdict: sstAssessment.verdict,
  weights: 'model.safetensors',
  needed: ['config.json', 'model.safetensors', 'tokenizer_config.json', 'vocab.txt'],
  neededBytes: 268_064_743,
  revisions: [{ name: 'main', commit: sstInfo.commit }],
  readme: { phase: 'ready', value: sstReadme },
  download: null,
  downloaded: false,
  inUse: false,
  favourite: false,
  offline: false,
};

export const loadingState: DetailsState = {
  ...runsState,
  info: { phase: 'loading' },
  assessment: { phase: 'loading' },
  verdict: null,
  weights: null,
  needed: [],
  neededBytes: 0,
  revisions: [],
  readme: { phase: 'loading' },
};

export const failedState: DetailsState = {
  ...loadingState,
  info: {
    phase: 'failed',
    message: 'The Hub has no model distilbert/not-there, or it is private.',
    help: 'Check the name; sign in for a private model.',
  },
  assessment: { phase: 'failed', message: 'The Hub was not reached.', help: null },
  readme: { phase: 'failed', message: 'The Hub was not reached.', help: null },
};

export const gatedState: DetailsState = {
  ...runsState,
  id: 'meta-llama/Llama-Prompt-Guard-2-86M',
  info: { phase: 'ready', value: { ...sstInfo, id: 'meta-llama/Llama-Prompt-Guard-2-86M', gated: 'manual' } },
  assessment: { phase: 'failed', message: 'The Hub asks for an agreement first.', help: null },
  verdict: { state: 'gated', reason: 'accept its terms on the Hub' },
  weights: null,
  needed: [],
  neededBytes: 0,
  readme: { phase: 'ready', value: null },
};

export const notYetState: DetailsState = {
  ...runsState,
  id: 'textattack/xlnet-base-cased-SST-2',
  info: { phase: 'ready', value: { ...sstInfo, id: 'textattack/xlnet-base-cased-SST-2', languages: [] } },
  assessment: {
    phase: 'ready',
    value: {
      verdict: { state: 'not_yet', reason: 'architecture xlnet' },
      checks: [
        { what: 'weights', state: 'no', text: 'pytorch_model.bin alone; .bin files are not read yet' },
        { what: 'architecture', state: 'no', text: 'xlnet (config.json: "model_type": "xlnet")' },
        { what: 'tokenizer', state: 'warning', text: 'spiece.model alone, read as Unigram' },
        { what: 'access', state: 'yes', text: 'public, no sign-in' },
      ],
      choices: [{ ...choices[0]!, problem: 'architecture xlnet is not covered yet' }],
      chosen: null,
      architecture: 'xlnet',
      info: null,
    },
  },
  verdict: { state: 'not_yet', reason: 'architecture xlnet' },
  weights: null,
  needed: ['config.json', 'tokenizer_config.json'],
  neededBytes: 677,
};

export const downloadingState: DetailsState = {
  ...runsState,
  download: download({ id: sstInfo.id, key: `${sstInfo.id}@main`, bytes: 112e6, totalBytes: 268_064_743 }),
};

export const pausedState: DetailsState = {
  ...runsState,
  download: download({
    id: sstInfo.id,
    key: `${sstInfo.id}@main`,
    phase: 'paused',
    bytes: 112e6,
    totalBytes: 268_064_743,
    speed: null,
  }),
};

export const brokenDownloadState: DetailsState = {
  ...runsState,
  download: download({
    id: sstInfo.id,
    key: `${sstInfo.id}@main`,
    phase: 'failed',
    bytes: 112e6,
    totalBytes: 268_064_743,
    speed: null,
    error: 'There is no room on the disk: model.safetensors needs 156 MB more. Make room, then try again.',
  }),
};

export const downloadedState: DetailsState = {
  ...runsState,
  verdict: { state: 'downloaded', reason: 'safetensors float32' },
  downloaded: true,
  favourite: true,
  revisions: [
    { name: 'main', commit: sstInfo.commit },
    { name: 'v1.0', commit: 'af0f99b' },
  ],
};

export const inUseState: DetailsState = { ...downloadedState, inUse: true };

export const offlineState: DetailsState = {
  ...inUseState,
  offline: true,
  info: {
    phase: 'ready',
    value: { ...sstInfo, files: sstFiles.filter(({ path }) => runsState.needed.includes(path)) },
  },
};
