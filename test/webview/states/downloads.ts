import type { Download } from '../../../src/common/contracts/hub/downloads-view';

export function download(rest: Partial<Download> = {}): Download {
  return {
    key: 'Qwen/Qwen2.5-0.5B@main',
    id: 'Qwen/Qwen2.5-0.5B',
    revision: null,
    phase: 'running',
    bytes: 412e6,
    totalBytes: 988e6,
    speed: 38.4e6,
    error: null,
    ...rest,
  };
}

/** A download in each phase. */
export const downloads: Download[] = [
  download(),
  download({
    key: 'google-bert/bert-base-multilingual-cased@main',
    id: 'google-bert/bert-base-multilingual-cased',
    phase: 'paused',
    bytes: 449e6,
    totalBytes: 714e6,
    speed: null,
  }),
  download({ key: 'a/waiting@main', id: 'a/waiting', phase: 'waiting', bytes: 0, totalBytes: null, speed: null }),
  download({
    key: 'a/verifying@v1',
    id: 'a/verifying',
    revision: 'v1',
    phase: 'verifying',
    bytes: 90e6,
    totalBytes: 100e6,
    speed: null,
  }),
  download({
    key: 'a/failed@main',
    id: 'a/failed',
    phase: 'failed',
    bytes: 12e6,
    totalBytes: 268e6,
    speed: null,
    error:
      'model.safetensors does not have the hash that the Hub names. Try again; when it happens again, the network changes files.',
  }),
  download({
    key: 'distilbert/distilbert-base-uncased-finetuned-sst-2-english@main',
    id: 'distilbert/distilbert-base-uncased-finetuned-sst-2-english',
    phase: 'done',
    bytes: 268e6,
    totalBytes: 268e6,
    speed: null,
  }),
];
