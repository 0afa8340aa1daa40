// Trains the sample model anew, with the engine and the command line that people have: `npm run sample-model`, or
// `npm run sample-model -- --out FOLDER` to leave media/sample-model as it is.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cache, root } from '../vscode/paths.mts';
import { runMain } from '../vscode/run-main.mts';
import { modelLens } from './command-line.mts';
import { Corpus, sentencesFolder } from './corpus/corpus.mts';
import { readHeldOut } from './corpus/sentences.mts';
import { cardOf } from './model/card.mts';
import { installModel } from './model/install.mts';
import { readScore, type Score } from './model/score.mts';
import { writeJson, writeRows } from './write.mts';

const work = join(cache, 'sample-model');
const tool = import.meta.dirname;
/** The same sentences, in the same order, each time. */
const seed = 7;
const rows = 192_000;
const requiredAccuracy = 0.85;

const { values } = parseArgs({
  options: { out: { type: 'string', default: join(root, 'media/sample-model') } },
});
await runMain(() => makeSampleModel(values.out));

/** Returns the exit code: 0 where the model is in its place, 1 where too few held-out sentences are right. */
async function makeSampleModel(out: string): Promise<number> {
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  const corpus = new Corpus(seed);
  writeRows(
    join(work, 'sentences.jsonl'),
    Array.from({ length: rows }, () => corpus.next()),
  );
  writeRows(join(work, 'development.jsonl'), readHeldOut(sentencesFolder, 'development'));
  await modelLens('train', join(tool, 'run.json'), '--out', join(work, 'run'));
  const model = join(work, 'run/final');
  const score = await scoreOf(model);
  console.log(JSON.stringify(score, undefined, 2));
  if (score.accuracy < requiredAccuracy) {
    console.error(`The model is right on less than ${requiredAccuracy} of the sentences: ${out} stays as it is.`);
    return 1;
  }
  installModel(model, out, cardOf(model, score));
  writeJson(join(tool, 'score.json'), score);
  return 0;
}

/** How a model folder does on the sentences that are for nothing else. */
async function scoreOf(model: string): Promise<Score> {
  const file = join(work, 'evaluation.jsonl');
  writeRows(file, readHeldOut(sentencesFolder, 'evaluation'));
  const data = ['--column', 'text', '--label-column', 'label', '--out', join(work, 'predictions.jsonl')];
  return readScore(await modelLens('score', file, '--model', model, ...data, '--json'));
}
