import type { Block, Step } from '../../../common/contracts/description';
import { sumOf, type LayerTensor } from '../tensors/layers';
import { attentionBlock, mlpBlock, normBlock, type StackContext } from './layer-blocks';

/** The steps of a layer of a known family, in the order of its modelling file. */
export function layerSteps(context: StackContext): Step[] {
  const { family, twoStacks, stack } = context;
  const [self, mlp, norm] = [attentionBlock(context, 'self'), mlpBlock(context), normBlock(context)];
  if (family.parallel === 'one-norm') return [{ residual: true, shared: [norm], branches: [[self], [mlp]] }];
  if (family.parallel === 'two-norms') {
    return [
      {
        residual: true,
        shared: [],
        branches: [
          [norm, self],
          [norm, mlp],
        ],
      },
    ];
  }
  const crossing = twoStacks && stack === 'decoder' ? [attentionBlock(context, 'cross')] : [];
  return [self, ...crossing, mlp].flatMap((block) => withNorms(block, norm, family.placement));
}

function withNorms(block: Block, norm: Block, placement: StackContext['family']['placement']): Step[] {
  const residual = (...blocks: Block[]): Step => ({ residual: true, shared: [], branches: [blocks] });
  switch (placement) {
    case 'pre':
      return [residual(norm, block)];
    case 'after':
      return [residual(block, norm)];
    case 'around':
      return [residual(norm, block, norm)];
    case 'post':
      return [residual(block), { residual: false, shared: [], branches: [[norm]] }];
  }
}

/** More modules than a layer has are not drawn one by one. */
const mostModules = 24;

/** What the tensors of a layer tell where nothing else is known: its modules by name. */
export function plainSteps(layer: readonly LayerTensor[] | null): Step[] {
  const modules = new Map<string, LayerTensor[]>();
  for (const tensor of layer ?? []) {
    const name = tensor.path.split('.')[0] ?? tensor.path;
    const tensors = modules.get(name) ?? [];
    tensors.push(tensor);
    modules.set(name, tensors);
  }
  const named = [...modules].slice(0, mostModules);
  return named.map(([name, tensors]) => {
    const block: Block = { type: 'plain', name: name.slice(0, 100), parameters: sumOf(tensors) };
    return { residual: false, shared: [], branches: [[block]] };
  });
}
