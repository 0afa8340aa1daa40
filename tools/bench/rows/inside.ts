import type { Contender } from '../contenders/contender';
import { startPythonInside } from '../contenders/line-driven';
import { startModelLens, startModelLensInside, startModelLensNumbers } from '../contenders/model-lens';
import { bertBaseCheckpoint, distilbertSizeCheckpoint } from '../prepare/environments';
import type { Row } from '../report/row';
import { largestDifference, median } from '../statistics';
import { newTexts } from '../texts';

const lengths = [32, 256];
const rounds = 6;
const textsAtOnce: Readonly<Record<number, number>> = { 32: 12, 256: 5 };

/** Logits, all hidden states and all attentions, against Python's eager attention and against the logits alone. */
export async function inside(threads: number): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [name, checkpoint] of [
    ['DistilBERT', distilbertSizeCheckpoint],
    ['BERT-base', bertBaseCheckpoint],
  ] as const) {
    const model = checkpoint();
    await demandEqualOutputs(model, threads);
    const contenders = [startModelLensInside, startPythonInside, startModelLens].map((start) => start(model, threads));
    try {
      for (const tokens of lengths) rows.push(await compare(name, contenders, tokens));
    } finally {
      for (const contender of contenders) contender.stop();
    }
  }
  return rows;
}

async function compare(name: string, contenders: readonly Contender[], tokens: number): Promise<Row> {
  const times = contenders.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, contender] of contenders.entries()) {
      const answers = await contender.predict(newTexts(textsAtOnce[tokens] ?? 1, tokens));
      // The first round warms up.
      if (round > 0) times[index]?.push(...answers.map(({ ms }) => ms));
    }
  }
  const [ours = NaN, python = NaN, logitsAlone = NaN] = times.map(median);
  return {
    what: `logits, all hidden states and attentions, ${name} size, ${tokens} tokens`,
    ours: `${ours.toFixed(1)} ms`,
    ratios: [
      { to: 'Python eager', ratio: ours / python, atMost: 0.6 },
      { to: 'logits alone', ratio: ours / logitsAlone, atMost: 1.3 },
    ],
  };
}

async function demandEqualOutputs(model: string, threads: number): Promise<void> {
  const contenders = [startModelLensNumbers, startPythonInside].map((start) => start(model, threads));
  try {
    for (const tokens of lengths) {
      const texts = newTexts(3, tokens);
      const answers: number[][] = [];
      for (const contender of contenders) {
        answers.push((await contender.predict(texts)).flatMap(({ logits }) => logits));
      }
      const difference = largestDifference(answers[0] ?? [], answers[1] ?? []);
      if (!(difference <= 2e-3)) throw new Error(`Python gives other numbers: off by ${difference}`);
    }
  } finally {
    for (const contender of contenders) contender.stop();
  }
}
