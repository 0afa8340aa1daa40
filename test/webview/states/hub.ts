import type { HubNotice, HubRow, HubSearchState } from '../../../src/common/contracts/hub/search-view';
import type { Verdict } from '../../../src/common/contracts/hub/assessment';

export const sstQuery = {
  text: 'sst',
  task: 'text-classification',
  author: null,
  library: null,
  license: null,
  sort: 'downloads',
} as const;

export const doneState: HubSearchState = {
  query: sstQuery,
  phase: 'done',
  hasMore: false,
  notice: null,
  endpoint: null,
  user: null,
};

export const trendingState: HubSearchState = {
  ...doneState,
  query: { ...sstQuery, text: '', task: null, sort: 'trendingScore' },
};

function row(
  id: string,
  [bytes, downloads, likes]: readonly [number | null, number, number],
  verdict: Verdict | null,
  rest: Partial<HubRow> = {},
): HubRow {
  return {
    id,
    task: 'text-classification',
    library: 'transformers',
    license: 'apache-2.0',
    downloads,
    likes,
    gated: false,
    private: false,
    lastModified: '2023-12-19T16:29:37.000Z',
    bytes,
    verdict,
    favourite: false,
    inUse: false,
    ...rest,
  };
}

/** A row for each verdict, and one that is still being checked. */
export const sstRows: HubRow[] = [
  row('distilbert/distilbert-base-uncased-finetuned-sst-2-english', [268e6, 3_400_000, 846], {
    state: 'runs',
    reason: 'safetensors float32, ONNX',
  }),
  row(
    'mrm8488/distilroberta-finetuned-financial-news-sentiment-analysis',
    [328e6, 612_000, 421],
    { state: 'downloaded', reason: 'safetensors float32' },
    { inUse: true, favourite: true },
  ),
  row('textattack/distilbert-base-uncased-SST-2', [268e6, 6400, 1], { state: 'downloaded', reason: '' }),
  row('meta-llama/Llama-Prompt-Guard-2-86M', [1.1e9, 88_000, 79], {
    state: 'gated',
    reason: 'accept its terms on the Hub',
  }),
  row('textattack/xlnet-base-cased-SST-2', [469e6, 1200, 3], { state: 'not_yet', reason: 'architecture xlnet' }),
  row('Skywork/Skywork-Reward-Llama-3.1-8B-v0.2', [16.1e9, 9600, 66], {
    state: 'too_big',
    reason: 'needs 16.9 of 11.2 GB free',
  }),
  row('someone/a-model-whose-files-cannot-be-read', [null, 900, 1], {
    state: 'unknown',
    reason: 'config.json is broken',
  }),
  row('textattack/albert-base-v2-SST-2', [null, 900, 1], null, { task: 'zero-shot-classification' }),
];

/** A listing of `count` models, of which no verdict is known yet. */
export function manyRows(count: number, from = 0): HubRow[] {
  return Array.from({ length: count }, (_, index) =>
    row(`owner-${(from + index) % 97}/model-${from + index}`, [null, 1_000_000 - index, index % 800], null),
  );
}

export const offlineNotice: HubNotice = {
  severity: 'offline',
  text: 'Offline. The 5 models on this machine work; search waits.',
  action: { action: 'retry', label: 'Try Again' },
};

export const rateNotice: HubNotice = {
  severity: 'warning',
  text: 'The Hub asks for a pause of 55 seconds: too many requests.',
  action: { action: 'signIn', label: 'Sign In' },
};

export const errorNotice: HubNotice = {
  severity: 'error',
  text: 'The Hub at 127.0.0.1:1234 answered with a page where a list was due.',
  action: { action: 'showLog', label: 'Show Log' },
};
