import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../paths';
import { bertBaseCheckpoint, bertLongCheckpoint } from '../prepare/environments';
import type { Row } from '../report/row';
import { median, percentile } from '../statistics';

interface HandlingTimes {
  readonly handlingMs: readonly number[];
  readonly longTasksMs: readonly number[];
}

/** What test/ui/measure/attention.test.ts writes. */
interface AttentionTimes {
  readonly results: readonly { readonly pictureMs: number; readonly bytes: number }[];
  readonly pointer: HandlingTimes;
  readonly wheel: HandlingTimes;
}

const most = { pictureMs: 1000, megabytes: 4, handlingMs: 8, taskMs: 50 };

/** The Attention tab in the real VS Code: pictures of a new selection, pointer and zoom. */
export function attentionView(): Promise<Row[]> {
  const whole = measure(bertBaseCheckpoint(), 512, 'thumbnails,pixels');
  const oneHead = measure(bertLongCheckpoint(), 2048, 'pixels');
  return Promise.resolve([
    ...rowsOf('attention of 12 x 12 heads, 512 tokens', whole),
    ...rowsOf('attention of one head, 2,048 tokens', oneHead),
  ]);
}

function rowsOf(what: string, { results, pointer, wheel }: AttentionTimes): Row[] {
  const picture = median(results.map(({ pictureMs }) => pictureMs));
  const megabytes = Math.max(...results.map(({ bytes }) => bytes)) / 1e6;
  const handling = percentile([...pointer.handlingMs, ...wheel.handlingMs], 0.95);
  const task = Math.max(0, ...pointer.longTasksMs, ...wheel.longTasksMs);
  return [
    row(`${what}: result to first picture`, picture, 'ms', most.pictureMs),
    row(`${what}: sent for it`, megabytes, 'MB', most.megabytes),
    row(`${what}: pointer or zoom to end of paint code, 95th percentile`, handling, 'ms', most.handlingMs),
    row(`${what}: longest task over 50 ms`, task, 'ms', most.taskMs),
  ];
}

function row(what: string, value: number, unit: string, atMost: number): Row {
  const ours = `${value.toFixed(value < 10 ? 1 : 0)} ${unit}`;
  return { what, ours, ratios: [{ to: `${atMost} ${unit}`, ratio: value / atMost, atMost: 1 }] };
}

function measure(model: string, tokens: number, pictures: string): AttentionTimes {
  const folder = mkdtempSync(join(tmpdir(), 'model-lens-attention-'));
  const out = join(folder, 'times.json');
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const options = ['run', '--config', 'test/ui/vitest.config.mts', '--project', 'measure', 'test/ui/measure/attention'];
  const variables = {
    MODEL_LENS_BENCH_MODEL: model,
    MODEL_LENS_BENCH_TOKENS: String(tokens),
    MODEL_LENS_BENCH_PICTURES: pictures,
    MODEL_LENS_BENCH_OUT: out,
  };
  try {
    const env = { ...process.env, ...variables };
    execFileSync(process.execPath, [vitest, ...options], { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit'] });
    return JSON.parse(readFileSync(out, 'utf8')) as AttentionTimes;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
