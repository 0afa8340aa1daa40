import type { AttentionStack, HiddenStack } from '../../../common/contracts/internals/stacks';
import { LensError } from '../../../common/errors/lens-error';
import type { CancellationSignal } from '../../../common/rpc/cancellation';
import type { Checkpoint } from '../../models/checkpoint';
import type { AttentionLayers } from '../attention/attention-layers';
import { valuesOf } from '../attention/matrix-view';
import type { HiddenStates } from '../hidden/hidden-states';
import { computedLayers, type ComputeLayer } from '../recompute/computed-layers';
import { ByteCache } from './byte-cache';
import type { InspectContext } from './inspect-row';
import type { InspectedRow } from './inspected-row';
import { keptAttention, keptHidden, type FloatTensor, type KeptTensors } from './kept-tensors';
import { resultsOf } from './results-of';
import type { RowInputs } from './row-inputs';
import { attentionStacks, hiddenStacks, type RowTokens } from './stacks';

/** The inside of a model for one row, from what is kept of it. @param alone the row's inputs without padding */
export function rowFrom(
  context: InspectContext,
  alone: () => RowInputs,
  tokens: RowTokens,
  kept: KeptTensors,
  ms: number,
): InspectedRow {
  const { checkpoint, device, limits } = context;
  const results =
    checkpoint.format === 'onnx'
      ? [...kept.outputs].map(([name, { dims }]) => ({ name, dims }))
      : resultsOf(checkpoint);
  const stacks = attentionStacks(results, checkpoint.info);
  const hiddenStates = hiddenStacks(results, checkpoint.info, tokens).map((stack) => keptHidden(kept, stack, tokens));
  const compute = computeLayer(context, alone, hiddenStates);
  const attentions = stacks.map((stack) => layersOf(stack, kept, tokens, compute));
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

function layersOf(
  stack: AttentionStack,
  kept: KeptTensors,
  tokens: RowTokens,
  compute: ComputeLayer | null,
): AttentionLayers {
  const isKept = kept.outputs.has(`${stack.name}.0`);
  return isKept || compute === null ? keptAttention(kept, stack, tokens) : computedLayers(stack, tokens, compute);
}

/** Computes results of single layers from the hidden states that are kept; null where the model is no record. */
function computeLayer(
  context: InspectContext,
  alone: () => RowInputs,
  hiddenStates: readonly HiddenStates[],
): ComputeLayer | null {
  const { parts } = context;
  if (parts === null) return null;
  const state = (name: string): FloatTensor | undefined => {
    const [stackName = '', index = ''] = name.split('.');
    const view = hiddenStates.find(({ stack }) => stack.name === stackName)?.state(Number(index));
    return view === undefined ? undefined : { dims: [1, view.rows, view.columns], data: valuesOf(view) };
  };
  return (names: readonly string[], signal: CancellationSignal) =>
    context.inTurn(async () => {
      signal.throwIfAborted();
      return parts.compute(names, alone().inputs, state);
    });
}

function missing(
  attentions: readonly AttentionStack[],
  hiddenStates: readonly { readonly stack: HiddenStack }[],
  checkpoint: Checkpoint,
): string | null {
  if (checkpoint.format === 'onnx' && checkpoint.missing !== null) return checkpoint.missing;
  const lacks = [
    ...(attentions.length === 0 ? ['attention'] : []),
    ...(hiddenStates.length === 0 ? ['hidden states'] : []),
  ];
  if (lacks.length === 0) return null;
  const file = checkpoint.info.weightFiles[0];
  if (file === undefined) throw new LensError('internal', 'The model has no weight files.');
  return `${file} gives no ${lacks.join(' and no ')}. Where the model has a safetensors file, that one shows them.`;
}
