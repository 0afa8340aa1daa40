import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Contender } from '../contenders/contender';
import { startPython, startTransformersJs } from '../contenders/line-driven';
import { startModelLens } from '../contenders/model-lens';
import { distilbertSizeCheckpoint } from '../prepare/environments';
import type { Row } from '../report/row';
import { largestDifference, median } from '../statistics';
import { newText, newTexts } from '../texts';

const tokens = 32;
const [warmRounds, warmTexts, coldRounds] = [6, 20, 5];

/** Warm prediction and peak memory: contenders take turns, so that a slow moment of the machine hits all of them. */
export async function warmPrediction(threads: number): Promise<Row[]> {
  const model = distilbertSizeCheckpoint();
  const contenders = [startModelLens, startPython, startTransformersJs].map((start) => start(model, threads));
  try {
    await demandEqualOutputs(contenders);
    const times = contenders.map((): number[] => []);
    for (let round = 0; round < warmRounds; round++) {
      for (const [index, contender] of contenders.entries()) {
        const answers = await contender.predict(newTexts(warmTexts, tokens));
        times[index]?.push(...answers.map(({ ms }) => ms));
      }
    }
    const [ours = NaN, python = NaN, js = NaN] = times.map(median);
    const file = statSync(join(model, 'model.safetensors')).size;
    const peak = contenders[0]?.peakMemory() ?? NaN;
    return [
      {
        what: `warm prediction, DistilBERT size, ${tokens} tokens`,
        ours: `${ours.toFixed(1)} ms`,
        ratios: [
          { to: 'Python', ratio: ours / python, atMost: 0.6 },
          { to: 'transformers.js', ratio: ours / js, atMost: 1 },
        ],
      },
      {
        what: `engine's peak memory, same model (${(file / 1e6).toFixed(0)} MB file)`,
        ours: `${(peak / 1e6).toFixed(0)} MB`,
        ratios: [{ to: 'the file', ratio: peak / file, atMost: 1.2 }],
      },
    ];
  } finally {
    for (const contender of contenders) contender.stop();
  }
}

/** Process start to first prediction. */
export async function coldPrediction(threads: number): Promise<Row[]> {
  const model = distilbertSizeCheckpoint();
  const starts = [startModelLens, startPython, startTransformersJs];
  const times = starts.map((): number[] => []);
  for (let round = 0; round < coldRounds; round++) {
    for (const [index, start] of starts.entries()) {
      const began = performance.now();
      const contender = start(model, threads);
      await contender.predict([newText(tokens)]);
      times[index]?.push(performance.now() - began);
      contender.stop();
    }
  }
  const [ours = NaN, python = NaN, js = NaN] = times.map(median);
  return [
    {
      what: 'cold: process start to first prediction, same model',
      ours: `${ours.toFixed(0)} ms`,
      ratios: [
        { to: 'Python', ratio: ours / python, atMost: 0.2 },
        { to: 'transformers.js', ratio: ours / js, atMost: 0.5 },
      ],
    },
  ];
}

async function demandEqualOutputs(contenders: readonly Contender[]): Promise<void> {
  const texts = newTexts(5, tokens);
  const answers: number[][] = [];
  for (const contender of contenders) answers.push((await contender.predict(texts)).flatMap(({ logits }) => logits));
  for (const [index, contender] of contenders.entries()) {
    const difference = largestDifference(answers[0] ?? [], answers[index] ?? []);
    if (!(difference <= 1e-4)) throw new Error(`${contender.name} gives other logits: off by ${difference}`);
  }
}
