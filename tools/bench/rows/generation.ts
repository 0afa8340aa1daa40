import {
  startOursGenerating,
  startPythonGenerating,
  startTransformersJsGenerating,
  type Generates,
  type GenerationQuestion,
} from '../contenders/generation';
import { distilgpt2Checkpoint, llamaHalfBillionCheckpoint } from '../prepare/environments';
import type { Row } from '../report/row';
import { median } from '../statistics';

const [promptTokens, newTokens, sequences] = [32, 64, 10];
const greedy = { newTokens, sequences: 1, keep: false } as const;

/** Greedy generation, what keeping the distributions costs, and ten sequences against one. */
export async function generation(threads: number, rounds: number): Promise<Row[]> {
  const small = distilgpt2Checkpoint();
  return [
    await greedyRow('distilgpt2 size', small, threads, rounds),
    await greedyRow('a Llama of 0.47 B parameters', llamaHalfBillionCheckpoint(), threads, rounds),
    ...(await ownRows(small, threads, rounds)),
  ];
}

async function greedyRow(what: string, model: string, threads: number, rounds: number): Promise<Row> {
  const starts = [startOursGenerating, startPythonGenerating, startTransformersJsGenerating];
  const contenders = starts.map((start) => start(model, threads));
  try {
    await demandEqualTokens(contenders);
    const times = contenders.map((): number[] => []);
    for (let round = 0; round < rounds; round++) {
      for (const [index, contender] of contenders.entries()) times[index]?.push(await timeOf(contender, greedy));
    }
    const [ours = NaN, python = NaN, js = NaN] = times.map(median);
    return {
      what: `greedy generation, ${what}, ${promptTokens} tokens and ${newTokens} new ones`,
      ours: milliseconds(ours),
      ratios: [
        { to: 'Python', ratio: ours / python, atMost: 0.8 },
        { to: 'transformers.js', ratio: ours / js, atMost: 1 },
      ],
    };
  } finally {
    for (const contender of contenders) contender.stop();
  }
}

/** Ratios to Model Lens itself: with and without what the view keeps, ten sequences and one, sampled alike. */
async function ownRows(model: string, threads: number, rounds: number): Promise<Row[]> {
  const ours = startOursGenerating(model, threads);
  try {
    await timeOf(ours, greedy);
    const kinds = [greedy, { ...greedy, keep: true }, { ...greedy, sequences }];
    const times = kinds.map((): number[] => []);
    for (let round = 0; round < rounds * 2; round++) {
      for (const [index, kind] of kinds.entries()) times[index]?.push(await timeOf(ours, kind));
    }
    const [one = NaN, kept = NaN, many = NaN] = times.map(median);
    const toOne = (ratio: number, atMost: number, to: string) => [{ to, ratio, atMost }];
    return [
      {
        what: "the same for distilgpt2, every step's distribution kept",
        ...{ ours: milliseconds(kept), ratios: toOne(kept / one, 1.05, 'not kept') },
      },
      {
        what: `${sequences} sampled sequences at once, distilgpt2 size`,
        ...{ ours: milliseconds(many), ratios: toOne(many / one, 3, 'one greedy sequence') },
      },
    ];
  } finally {
    ours.stop();
  }
}

async function timeOf(contender: Generates, kind: Omit<GenerationQuestion, 'ids'>): Promise<number> {
  return (await contender.generate({ ...kind, ids: newPrompt() })).ms;
}

/** Also loads the models, and lets them take their memory. */
async function demandEqualTokens(contenders: readonly Generates[]): Promise<void> {
  const question = { ...greedy, ids: newPrompt() };
  const [ours = '', ...others] = await Promise.all(
    contenders.map(async (contender) => JSON.stringify((await contender.generate(question)).ids)),
  );
  for (const [index, ids] of others.entries()) {
    if (ids !== ours) throw new Error(`${contenders[index + 1]?.name ?? ''} gives other tokens: ${ids} for ${ours}`);
  }
}

/** Tokens that no earlier prompt began with. */
function newPrompt(): number[] {
  return Array.from({ length: promptTokens }, () => 5 + Math.floor(Math.random() * 30_000));
}

function milliseconds(value: number): string {
  return `${value.toFixed(0)} ms`;
}
