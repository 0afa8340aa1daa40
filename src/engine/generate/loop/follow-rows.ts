import { setImmediate } from 'node:timers/promises';
import type { GeneratedSequence, GenerationStep } from '../../../common/contracts/generation';
import type { LanguageModel, Reading } from '../model/language-model';
import { processorsFor } from '../processors/processors-for';
import type { Processor } from '../processors/processor';
import { drawAt } from '../sampling/draws';
import { highest } from '../sampling/highest';
import { nextScores, stepOf, type NextScores } from '../sampling/next-scores';
import { pickToken } from '../sampling/pick';
import { newTokensFor } from '../settings/new-tokens';
import { isAtEnd, type GenerationRequest } from './request';

/** A sequence that grows. */
interface Row {
  readonly prompt: number;
  readonly sequence: number;
  readonly ids: number[];
  readonly promptLength: number;
  readonly maxNewTokens: number;
  readonly steps: GenerationStep[];
  /** Its row of the newest reading. */
  at: number;
}

/**
 * Greedy search and sampling. All sequences are one batch; a prompt is read once however many go on from it, and a sequence
 * that has ended leaves the batch.
 */
export async function followRows(model: LanguageModel, request: GenerationRequest): Promise<GeneratedSequence[]> {
  const { prompts, settings, signal } = request;
  const rows = prompts.flatMap((prompt, index) => rowsOf(model, prompt, index, request));
  const processors = processorsFor(settings);
  let reading: Reading | null = null;
  for (let growing = rows; growing.length > 0;) {
    // Lets the messages in that came while the model computed.
    await setImmediate();
    signal.throwIfAborted();
    reading = reading === null ? await model.read(prompts) : await readOn(reading, growing);
    const left: Row[] = [];
    for (const row of growing) if (await grow(row, reading, processors, request)) left.push(row);
    growing = left;
  }
  return rows.map(({ prompt, ids, promptLength, steps }) => ({
    prompt,
    ids: ids.slice(promptLength),
    score: null,
    steps,
  }));
}

async function readOn(reading: Reading, growing: readonly Row[]): Promise<Reading> {
  const next = await reading.next(
    growing.map(({ ids }) => ids.at(-1) ?? -1),
    growing.map(({ at }) => at),
  );
  growing.forEach((row, index) => (row.at = index));
  return next;
}

function rowsOf(model: LanguageModel, prompt: readonly number[], index: number, request: GenerationRequest): Row[] {
  const beginning = model.beginning(prompt);
  const maxNewTokens = newTokensFor(request.settings, beginning.length, model.room);
  return Array.from({ length: request.settings.num_return_sequences }, (_, sequence) => ({
    ...{ prompt: index, sequence, ids: [...beginning], promptLength: beginning.length, maxNewTokens, steps: [] },
    at: index,
  }));
}

/** Chooses a row's next token. Gives whether it goes on. */
async function grow(
  row: Row,
  reading: Reading,
  processors: readonly Processor[],
  request: GenerationRequest,
): Promise<boolean> {
  const scores = nextScores(logitsAt(reading, row.at), processors, row);
  const id = choose(row, scores, request);
  const step = stepOf(scores, id, request.top);
  row.ids.push(id);
  row.steps.push(step);
  await request.onStep?.({ prompt: row.prompt, sequence: row.sequence, step });
  return !(await isAtEnd(row, request));
}

function choose({ prompt, sequence, steps }: Row, scores: NextScores, { settings, seed }: GenerationRequest): number {
  if (!settings.do_sample) return highest(scores.processed, 1)[0] ?? -1;
  return pickToken(scores.processedProbabilities, drawAt(seed, prompt, sequence, steps.length));
}

/** The logits of a row. They are a part of the reading, not a copy. */
export function logitsAt({ logits, rows }: Reading, row: number): Float32Array {
  const size = logits.length / rows;
  return logits.subarray(row * size, (row + 1) * size);
}
