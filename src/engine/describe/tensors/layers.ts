import type { DescribedTensor } from '../../../common/contracts/description';

/** The tensors of a stack's layers. */
export interface LayerGroup {
  /** Where they lie, such as `model.layers`. */
  readonly container: string;
  /** Tensors of each layer that counts as parameters, with names from the layer on. */
  readonly layers: readonly (readonly LayerTensor[])[];
}

/** `path` is the name inside the layer, such as `self_attn.q_proj.weight`. */
export interface LayerTensor extends DescribedTensor {
  readonly path: string;
}

/** More layers than any model has: what a name numbers beyond is no layer. */
const mostLayers = 10_000;
const longestName = 500;

/** The groups of numbered modules, those of most tensors first. */
export function layerGroups(tensors: readonly DescribedTensor[]): LayerGroup[] {
  const groups = new Map<string, Map<number, LayerTensor[]>>();
  for (const tensor of tensors) {
    if (tensor.part === 'head' || (tensor.role !== 'parameter' && tensor.role !== 'tied')) continue;
    const match = tensor.name.length > longestName ? null : /^(.*?)\.(\d{1,5})\.(.+)$/.exec(tensor.name);
    const [, container = '', number = '', path = ''] = match ?? [];
    if (match === null || Number(number) >= mostLayers) continue;
    const layers = groups.get(container) ?? new Map<number, LayerTensor[]>();
    const layer = layers.get(Number(number)) ?? [];
    layer.push({ ...tensor, path });
    layers.set(Number(number), layer);
    groups.set(container, layers);
  }
  const found = [...groups].map(([container, layers]) => ({
    container,
    layers: [...layers].toSorted(([a], [b]) => a - b).map(([, layer]) => layer),
  }));
  const size = ({ layers }: LayerGroup): number => layers.reduce((sum, layer) => sum + layer.length, 0);
  return found.toSorted((a, b) => size(b) - size(a));
}

/** Parameters of some tensors. */
export function sumOf(tensors: readonly DescribedTensor[]): number {
  return tensors.reduce((sum, { parameters }) => sum + parameters, 0);
}
