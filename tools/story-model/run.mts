// Trains the story model of the demo's Hub anew, with the engine and the command line that people have:
// `npm run build && node tools/story-model/run.mts`.
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { modelLens } from '../sample-model/command-line.mts';
import { cache, root } from '../vscode/paths.mts';
import { runMain } from '../vscode/run-main.mts';
import { Storyteller } from './storyteller.mts';

const work = join(cache, 'story-model');
const tool = import.meta.dirname;
/** The same stories, in the same order, each time. */
const seed = 7;
const stories = 24_000;
const model = join(root, 'test/fixtures/story-model');

await runMain(async () => {
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  const teller = new Storyteller(join(tool, 'stories.txt'), seed);
  const rows = Array.from({ length: stories }, () => `${JSON.stringify({ text: teller.next() })}\n`);
  writeFileSync(join(work, 'stories.jsonl'), rows.join(''));
  await modelLens('train', join(tool, 'run.json'), '--model', model, '--out', join(work, 'run'));
  copyFileSync(join(work, 'run/final/model.safetensors'), join(model, 'model.safetensors'));
  return 0;
});
