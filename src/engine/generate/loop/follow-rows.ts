import { setImmediate } from 'node:timers/promises';
import type { EndReason, GeneratedSequence, GenerationStep } from '../../../common/contracts/generation';
import type { LanguageModel, Reading } from '../model/language-model';
import { processorsFor } from '../processors/processors-for';
import type { Stage } from '../processors/processor';
import { drawAt } from '../sampling/draws';
import { highest } from '../../../common/statistics/highest';
import { nextScores, ScoreBuffers, stepOf, type NextScores } from '../sampling/next-scores';
import { pickToken } from '../sampling/pick';
import { newTokensFor } from '../settings/new-tokens';
import { endOf, type GenerationRequest, type ToldStep } from './request';

/** A sequence that grows. */
interface Row {
  readonly prompt: number;
  readonly sequence: number;
  /** The beginning, the prefix and what came behind them. */
  readonly ids: number[];
  readonly promptLength: number;
  readonly maxNewTokens: number;
  readonly steps: GenerationStep[];
  /** Its row of the newest reading. */
  at: number;
  /** Null while it grows. */
  end: EndReason | null;
}

/**
 * Greedy search and sampling. All sequences are one batch; a prompt is read once however many go on from it, and a sequence
 * that has ended leaves the batch.
 */
export async function followRows(model: LanguageModel, request: GenerationRequest): Promise<GeneratedSequence[]> {
  const { prompts, prefix = [], settings, signal } = request;
  const rows = prompts.flatMap((prompt, index) => rowsOf(model, prompt, index, request));
  const choice = { stages: processorsFor(settings), buffers: new ScoreBuffers(), request };
  let reading: Reading | null = null;
  for (const row of rows) row.end = await endOf(row, request);
  for (let growing = rows.filter(isGrowing); growing.length > 0; growing = growing.filter(isGrowing)) {
    // Lets the messages in that came while the model computed.
    await setImmediate();
    await request.pause?.();
    signal.throwIfAborted();
    reading = reading === null ? await model.read(prompts, prefix) : await readOn(reading, growing);
    request.onReading?.(reading);
    const told: ToldStep[] = [];
    for (const row of growing) told.push(await grow(row, reading, choice));
    await request.onStep?.(told);
  }
  const before = prefix.length;
  return rows.map(({ prompt, ids, promptLength, steps, end }) => ({
    ...{ prompt, ids: ids.slice(promptLength + before), score: null, steps, end: end ?? 'length' },
  }));
}

function isGrowing({ end }: Row): boolean {
  return end === null;
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
  const { prefix = [], settings } = request;
  const beginning = model.beginning(prompt);
  const maxNewTokens = newTokensFor(settings, beginning.length, model.room);
  return Array.from({ length: settings.num_return_sequences }, (_, sequence) => ({
    ...{ prompt: index, sequence, ids: [...beginning, ...prefix], promptLength: beginning.length, maxNewTokens },
    ...{ steps: [], at: index, end: null },
  }));
}

/** What tokens are chosen by. */
interface Choice {
  readonly stages: readonly Stage[];
  readonly buffers: ScoreBuffers;
  readonly request: GenerationRequest;
}

/** Chooses a row's next token. */
async function grow(row: Row, reading: Reading, { stages, buffers, request }: Choice): Promise<ToldStep> {
  const logits = logitsAt(reading, row.at);
  const scores = nextScores(logits, stages, row, { buffers });
  const id = choose(row, scores, request);
  const step = stepOf(scores, id, request.top);
  row.ids.push(id);
  row.steps.push(step);
  row.end = await endOf(row, request);
  return { prompt: row.prompt, sequence: row.sequence, step, logits };
}

function choose(row: Row, scores: NextScores, { settings, seed }: GenerationRequest): number {
  if (!settings.do_sample) return highest(scores.processed, 1)[0] ?? -1;
  // Tokens of the prefix count: a text that is gone on with from a step has the draws that it had there.
  const step = row.ids.length - row.promptLength;
  return pickToken(scores.processedProbabilities, drawAt(seed, row.prompt, row.sequence, step));
}

/** The logits of a row. They are a part of the reading, not a copy. */
export function logitsAt({ logits, rows }: Reading, row: number): Float32Array {
  const size = logits.length / rows;
  return logits.subarray(row * size, (row + 1) * size);
}
