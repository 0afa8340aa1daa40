import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { markdown } from './report/markdown';
import { mergeIntoReadme, writeToReadme } from './report/readme';
import { holds, type Row } from './report/row';
import { extensionActivation } from './rows/activation';
import { generation } from './rows/generation';
import { coldPrediction, warmPrediction } from './rows/prediction';
import { attentionView } from './rows/attention-view';
import { inside } from './rows/inside';
import { loadOfOneGigabyte } from './rows/load';
import { hubDownload } from './rows/hub-download';
import { hubSearch } from './rows/hub-search';
import { tokensOfOneMegabyte } from './rows/tokens';
import { trainingInBfloat16, trainingRun, trainingSteps } from './rows/training';

const measurements: Readonly<Record<string, (threads: number, rounds: number) => Promise<Row[]>>> = {
  warm: warmPrediction,
  cold: coldPrediction,
  tokens: tokensOfOneMegabyte,
  activation: extensionActivation,
  inside,
  load: loadOfOneGigabyte,
  attention: attentionView,
  download: hubDownload,
  search: hubSearch,
  ...trainingSteps,
  run: trainingRun,
  bfloat16: trainingInBfloat16,
  generation,
};

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      ...{ write: { type: 'boolean' }, only: { type: 'string', multiple: true }, threads: { type: 'string' } },
      /** How often each contender trains or generates: to train once takes minutes. */
      rounds: { type: 'string', default: '3' },
    },
  });
  const threads = Number(values.threads ?? Math.min(cpus().length, 4));
  const rows: Row[] = [];
  for (const name of values.only ?? Object.keys(measurements)) {
    const measure = measurements[name];
    if (!measure) throw new Error(`There is no measurement "${name}": ${Object.keys(measurements).join(', ')}`);
    const measured = await measure(threads, Number(values.rounds));
    process.stderr.write(`${name}: ${JSON.stringify(measured)}\n`);
    rows.push(...measured);
  }
  const table = markdown(rows, threads);
  console.log(table);
  if (values.write === true) (values.only ? mergeIntoReadme : writeToReadme)(table);
  process.exitCode = rows.every(holds) ? 0 : 1;
}

void main();
