import type { AttentionStack } from '../../../common/contracts/internals/stacks';
import type { WeightChanges } from '../../../common/contracts/training/run-folder';
import type { Comparison } from '../../../common/contracts/training/run-view';
import type { CancellationSignal } from '../../../common/rpc/cancellation';
import type { Reading } from './compare-readings';
import { changePicture } from './change-picture';

/** Longer texts are shown with several tokens under a pixel. */
const mostPixels = 64;
const axis = { mergeWords: false, leaveOutSpecial: false };

interface CompareAttentionParams {
  readonly layer: number | null;
  readonly changes: WeightChanges | null;
  readonly signal: CancellationSignal;
}

/**
 * The mean over heads of one layer's attention in both models, and what changed. Null where one has none to show, or where
 * the two do not have the same tokens and layers.
 */
export async function compareAttention(
  base: Reading,
  tuned: Reading,
  { layer, changes, signal }: CompareAttentionParams,
): Promise<Comparison['attention']> {
  const [first, second] = [await stackOf(base, signal), await stackOf(tuned, signal)];
  if (!first || !second || first.stack.layers !== second.stack.layers || first.tokens !== second.tokens) return null;
  const { layers } = first.stack;
  const wanted = layer ?? movedMost(changes) ?? layers - 1;
  const shown = Math.max(0, Math.min(wanted, layers - 1));
  const basePixels = await pictureOf(base, first, shown, signal);
  const tunedPixels = await pictureOf(tuned, second, shown, signal);
  const size = Math.min(first.tokens, mostPixels);
  if (basePixels.length !== size * size || tunedPixels.length !== size * size) return null;
  const { change, largest } = changePicture(basePixels, tunedPixels);
  return { layer: shown, layers, width: size, height: size, base: basePixels, tuned: tunedPixels, change, largest };
}

interface Stack {
  readonly stack: AttentionStack;
  readonly tokens: number;
}

/** The stack whose tokens are the text's. */
async function stackOf({ engine, run }: Reading, signal: CancellationSignal): Promise<Stack | null> {
  const { attentions, tokens } = await engine.request('internals', { runId: run.runId, row: 0 }, { signal });
  const stack = attentions.find(({ queries, keys }) => queries === 'input' && keys === 'input');
  return stack && tokens.input > 0 ? { stack, tokens: tokens.input } : null;
}

async function pictureOf(
  { engine, run }: Reading,
  { stack, tokens }: Stack,
  layer: number,
  signal: CancellationSignal,
) {
  const matrix = { kind: stack.kind, of: 'weights' as const, layer, head: null };
  const size = Math.min(tokens, mostPixels);
  const all: [number, number] = [0, tokens];
  const picture = { runId: run.runId, row: 0, matrix, axis, queries: all, keys: all, width: size, height: size };
  return (await engine.request('attentionPicture', picture, { signal })).pixels;
}

/** The layer that moved most; null where the changes name none. */
function movedMost(changes: WeightChanges | null): number | null {
  const layers = (changes ?? []).flatMap(({ block, change }) => {
    const number = /^(?:encoder )?layer (\d{1,6})$/.exec(block)?.[1];
    return number === undefined ? [] : [{ layer: Number(number), change }];
  });
  return layers.sort((a, b) => b.change - a.change)[0]?.layer ?? null;
}
