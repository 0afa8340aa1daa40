import type { Block, Diagram, ModelDescription, Stack } from '../../../common/contracts/description';
import type { GeneralFacts } from '../../architectures/config/general-facts';
import type { Family } from '../families/family';
import type { Fields } from '../fields';
import { sizesOf, type Sizes } from '../sizes';
import { layerGroups, sumOf, type LayerGroup, type LayerTensor } from '../tensors/layers';
import type { DescribedTensor } from '../../../common/contracts/description';
import type { Ties } from '../tensors/tied';
import { afterBlocks, beforeBlocks } from './around-layers';
import { headBlock, poolerBlock } from './head';
import { layerSteps, plainSteps } from './layer-steps';

export interface DrawParams {
  readonly fields: Fields;
  readonly facts: GeneralFacts;
  readonly family: Family | null;
  /** Null where they are not known. */
  readonly tensors: readonly DescribedTensor[] | null;
  readonly ties: Ties;
  readonly task: string | null;
  readonly className: string | null;
  readonly labels: number;
}

/** The blocks of a model: as its family's modelling file has them, else what its tensors tell. */
export function draw(params: DrawParams): Diagram {
  const { family, facts, tensors } = params;
  const names = stackNames(facts.kind);
  const groups = tensors === null ? [] : layerGroups(tensors);
  return {
    known: family !== null,
    stacks: names.map((name) => drawStack(params, name, groupOf(groups, name, names.length === 2))),
    pooler: poolerBlock(params),
    head: headBlock(params),
  };
}

function stackNames(kind: ModelDescription['kind']): Stack['name'][] {
  if (kind === 'encoder-decoder') return ['encoder', 'decoder'];
  return [kind === 'decoder-only' ? 'decoder' : 'encoder'];
}

function groupOf(groups: readonly LayerGroup[], name: string, twoStacks: boolean): LayerGroup | null {
  if (!twoStacks) return groups[0] ?? null;
  return groups.find(({ container }) => container.split('.').includes(name)) ?? null;
}

function drawStack(params: DrawParams, name: Stack['name'], group: LayerGroup | null): Stack {
  const { fields, facts, family, tensors } = params;
  const sizes = sizesOf(fields, facts, family, name);
  const twoStacks = facts.kind === 'encoder-decoder';
  const layer = usualLayer(group);
  const around = { ...params, sizes, stack: name, twoStacks, container: group?.container ?? null };
  const sums = new Set(group?.layers.map(sumOf));
  const [each = null] = sums;
  return {
    name,
    before: beforeBlocks(around),
    layers: sizes.layers ?? group?.layers.length ?? null,
    shared: family?.shared === true,
    parametersEach: sums.size === 1 ? each : null,
    layerParameters: group === null ? null : group.layers.reduce((sum, tensors) => sum + sumOf(tensors), 0),
    layer: family
      ? layerSteps({ fields, family, sizes, stack: name, twoStacks, layer })
      : unknownSteps(layer, tensors === null, sizes),
    after: afterBlocks(around),
  };
}

/** A layer like most others: the first may lack a norm, or have a table that serves all. */
function usualLayer(group: LayerGroup | null): readonly LayerTensor[] | null {
  if (group === null) return null;
  return group.layers[Math.min(1, group.layers.length - 1)] ?? null;
}

/** Without tensors there are the heads and the width of the MLP at most. */
function unknownSteps(layer: readonly LayerTensor[] | null, without: boolean, sizes: Sizes): Stack['layer'] {
  if (!without) return plainSteps(layer);
  const { heads, kvHeads, headSize, hidden, inner } = sizes;
  const blocks: Block[] = [];
  const unknown = { window: null, positions: [], biases: null, queryKeyNorm: false, parameters: null };
  if (heads !== null)
    blocks.push({ type: 'attention', of: 'self', heads, kvHeads, headSize, causal: null, ...unknown });
  if (inner !== null) {
    const mlp = { gated: null, activation: null, experts: null, parameters: null };
    blocks.push({ type: 'mlp', width: hidden, innerWidth: inner, ...mlp });
  }
  return blocks.map((block) => ({ residual: false, shared: [], branches: [[block]] }));
}
