import { defaultEncodeOptions, type EncodeOptions } from '../../common/contracts/run';
import type { LineResult } from '../../common/contracts/lines';
import { LensError, toErrorData } from '../../common/errors/lens-error';
import type { CancellationSignal } from '../../common/rpc/cancellation';
import type { OpenEngine } from '../lens/run/engine-access';
import { failedLine, lineResults } from './line-results';
import type { TextLine } from './lines-to-read';

/** Lines that are classified together: enough to use the processor, few enough that a cancellation waits shortly. */
const chunkSize = 32;

export interface ClassifyLinesParams {
  readonly lines: readonly TextLine[];
  readonly engine: OpenEngine;
  readonly maxLength: number | null;
  readonly signal: CancellationSignal;
}

/**
 * Classifies lines, a chunk at a time, in their order. A line that cannot be read becomes a row with an error; what
 * keeps every line from being read is thrown as a LensError.
 */
export async function* classifyLines(params: ClassifyLinesParams): AsyncGenerator<LineResult[]> {
  for (let from = 0; from < params.lines.length; from += chunkSize) {
    params.signal.throwIfAborted();
    yield await classifyChunk(params.lines.slice(from, from + chunkSize), params);
  }
}

async function classifyChunk(lines: readonly TextLine[], params: ClassifyLinesParams): Promise<LineResult[]> {
  const { engine, signal, maxLength } = params;
  const options: EncodeOptions = { ...defaultEncodeOptions, maxLength };
  const inputs = lines.map(({ text }) => ({ text, pair: null }));
  try {
    return lineResults(lines, await engine.request('classify', { inputs, options }, { signal }));
  } catch (error) {
    if (!concernsText(error)) throw error;
    const [only] = lines;
    if (lines.length === 1 && only) return [failedLine(only, toErrorData(error).message)];
  }
  // One of the lines is the reason: each is tried alone.
  const rows: LineResult[] = [];
  for (const line of lines) rows.push(...(await classifyChunk([line], params)));
  return rows;
}

function concernsText(error: unknown): boolean {
  return error instanceof LensError && (error.code === 'usage' || error.code === 'too-big');
}
