import type { AttentionStack } from '../../../common/contracts/internals/stacks';
import type { Checkpoint } from '../../models/checkpoint';
import { valuesOf } from '../attention/matrix-view';
import type { HiddenStates } from '../hidden/hidden-states';
import { computedLayers, type ComputeLayer } from '../recompute/computed-layers';
import { checkKept, checkKeptHidden } from './check-tensors';
import { ByteCache } from './byte-cache';
import type { InspectContext } from './inspect-row';
import type { InspectedRow } from './inspected-row';
import { keptAttention, keptHidden, type FloatTensor, type KeptTensors } from './kept-tensors';
import { resultsOf } from './results-of';
import type { RowInputs } from './row-inputs';
import { attentionStacks, hiddenStacks, type RowTokens } from './stacks';

/**
 * The inside of a model for one row, from what is kept of it.
 * @param alone the row's inputs without padding
 * @throws LensError `unsupported` where a result has not the shape that its name speaks of
 */
export function rowFrom(
  context: InspectContext,
  alone: RowInputs,
  tokens: RowTokens,
  kept: KeptTensors,
  ms: number,
): InspectedRow {
  const { checkpoint, device, limits } = context;
  // What was computed knows its sizes; names in an ONNX file may not.
  const results = resultsOf(checkpoint).map((each) => ({
    ...each,
    dims: kept.outputs.get(each.name)?.dims ?? each.dims,
  }));
  const stacks = attentionStacks(results, checkpoint.info);
  const hiddenStates = hiddenStacks(results, checkpoint.info, tokens).map((stack) => keptHidden(kept, stack, tokens));
  const compute = computeLayer(context, alone, hiddenStates);
  for (const stack of stacks) checkKept(kept, stack, tokens);
  for (const { stack } of hiddenStates) checkKeptHidden(kept, stack, tokens);
  const attentions = stacks.map((stack) =>
    kept.outputs.has(`${stack.name}.0`)
      ? keptAttention(kept, stack, tokens)
      : computedLayers(stack, tokens, alone.first, compute),
  );
  return {
    internals: {
      attentions: stacks,
      hiddenStates: hiddenStates.map(({ stack }) => stack),
      missing: missing(stacks, hiddenStates, checkpoint),
      tokens: { input: tokens.input.length, target: tokens.target?.length ?? 0 },
      kept: attentions.every((each) => each.kept),
      device,
      ms,
    },
    tokens,
    attentions,
    hiddenStates,
    compute,
    scales: checkpoint.format === 'onnx' ? new Map() : checkpoint.record.attentionScales,
    cache: new ByteCache(limits.keptBytes / 2),
    bytes: [...kept.outputs.values()].reduce((sum, { dims, data }) => sum + data.byteLength / (dims[0] ?? 1), 0),
  };
}

/** Computes results of single layers from the hidden states that are kept, when it is their turn. */
function computeLayer(
  context: InspectContext,
  { inputs }: RowInputs,
  hiddenStates: readonly HiddenStates[],
): ComputeLayer {
  const state = (name: string): FloatTensor | undefined => {
    const [stackName = '', index = ''] = name.split('.');
    const view = hiddenStates.find(({ stack }) => stack.name === stackName)?.state(Number(index));
    return view === undefined ? undefined : { dims: [1, view.rows, view.columns], data: valuesOf(view) };
  };
  return (names, signal, head) =>
    context.inTurn(async () => {
      signal.throwIfAborted();
      return context.layers.compute(names, inputs, state, head ?? null);
    });
}

/** Why there are no attentions or hidden states; null where both are there. */
function missing(
  attentions: readonly AttentionStack[],
  hiddenStates: readonly HiddenStates[],
  checkpoint: Checkpoint,
): string | null {
  if (attentions.length > 0 && hiddenStates.length > 0) return null;
  const sentence = checkpoint.format === 'onnx' ? checkpoint.missing : null;
  return sentence ?? 'The model gives neither attention nor hidden states.';
}
