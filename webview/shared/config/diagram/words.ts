import { t } from '@vscode/l10n';
import type { Block, BlockOf, ModelDescription, Positions, Stack } from '../../../../src/common/contracts/description';
import { formatCount } from '../../format/numbers';

/** What a block is called, and its sizes: "Embedding", "151,936 × 896". */
export interface BlockTitle {
  readonly name: string;
  readonly sizes: string | null;
}

export function titleOf(block: Block): BlockTitle {
  switch (block.type) {
    case 'embedding':
      return { name: embeddingName(block), sizes: product(block.rows, block.width) };
    case 'norm':
      return { name: block.kind ?? t('Norm'), sizes: null };
    case 'attention':
      return { name: attentionName(block), sizes: null };
    case 'mlp':
      return { name: mlpName(block), sizes: way([block.width, block.innerWidth, block.width]) };
    case 'linear':
      return { name: block.of === 'pooler' ? t('Pooler') : t('Projection'), sizes: way([block.from, block.to]) };
    case 'head':
      return { name: headName(block.task), sizes: way([block.from, block.to]) };
    case 'plain':
      return { name: block.name, sizes: null };
  }
}

function embeddingName({ of, positions }: BlockOf<'embedding'>): string {
  if (of === 'token-types') return t('Token types');
  if (of === 'tokens') return t('Embedding');
  return positions?.kind === 'sinusoidal' ? t('Sinusoidal positions') : t('Learned positions');
}

function attentionName({ of, heads, kvHeads }: BlockOf<'attention'>): string {
  if (of === 'cross') return t('Cross-attention');
  if (heads === null || kvHeads === null || kvHeads === heads) return t('Attention');
  return kvHeads === 1 ? t('Multi-query attention') : t('Grouped-query attention');
}

/** The usual names of gated MLPs, by their activation (Shazeer, GLU Variants Improve Transformer). */
function mlpName({ gated, activation, experts }: BlockOf<'mlp'>): string {
  const name = gated === true ? gatedName(activation ?? '') : 'MLP';
  return experts === null ? name : t('{0}, {1} experts', name, formatCount(experts.count));
}

function gatedName(activation: string): string {
  if (/^(silu|swish)$/.test(activation)) return 'SwiGLU MLP';
  if (activation.startsWith('gelu')) return 'GeGLU MLP';
  return activation === 'relu' ? 'ReGLU MLP' : t('Gated MLP');
}

function headName(task: string | null): string {
  switch (task) {
    case 'text-classification':
      return t('Classification head');
    case 'token-classification':
      return t('Token classification head');
    case 'question-answering':
      return t('Span head');
    case 'fill-mask':
      return t('Masked LM head');
    case 'text-generation':
    case 'text2text-generation':
    case 'translation':
      return t('LM head');
    default:
      return t('Head');
  }
}

/** What comes out of the model. */
export function outputName({ diagram, task }: Pick<ModelDescription, 'diagram' | 'task'>): string {
  if (diagram.head === null) return t('hidden states');
  return task === 'question-answering' ? t('start and end logits') : t('logits');
}

/** "24 decoder layers", without the number. */
export function layersName({ name, shared }: Stack): string {
  if (shared)
    return name === 'encoder' ? t('encoder layers, one set of weights') : t('decoder layers, one set of weights');
  return name === 'encoder' ? t('encoder layers') : t('decoder layers');
}

const activationNames: Readonly<Record<string, string>> = {
  silu: 'SiLU',
  swish: 'SiLU',
  gelu: 'GELU',
  gelu_new: 'GELU tanh',
  gelu_pytorch_tanh: 'GELU tanh',
  gelu_fast: 'GELU tanh',
  relu: 'ReLU',
  relu2: 'ReLU²',
  tanh: 'tanh',
};

/** As papers write it; others as the config has them. */
export function activationName(activation: string): string {
  return Object.hasOwn(activationNames, activation) ? (activationNames[activation] ?? activation) : activation;
}

/** What is true of an attention block, in lines. */
export function attentionLines(block: BlockOf<'attention'>): string[] {
  return [headLine(block), ...block.positions.map((positions) => positionLine(positions)), windowLine(block)].filter(
    (line) => line !== '',
  );
}

function headLine({ heads, kvHeads, headSize, causal, biases, queryKeyNorm }: BlockOf<'attention'>): string {
  const shared = kvHeads !== null && heads !== null && kvHeads < heads;
  const facts = [
    heads === null || shared ? '' : heads === 1 ? t('1 head') : t('{0} heads', formatCount(heads)),
    headSize === null ? '' : t('head width {0}', formatCount(headSize)),
    causal === true ? t('causal') : '',
    biasWords(biases),
    queryKeyNorm ? t('norm on q and k') : '',
  ];
  return facts.filter((fact) => fact !== '').join(', ');
}

function biasWords(biases: BlockOf<'attention'>['biases']): string {
  if (biases === null) return '';
  return biases.length === 0 ? t('no biases') : t('biases on {0}', biases.join(', '));
}

export function positionLine(positions: Positions): string {
  switch (positions.kind) {
    case 'rotary':
      return rotaryLine(positions);
    case 'relative': {
      const { buckets, maxDistance } = positions;
      if (buckets === null || maxDistance === null) return t('relative positions');
      return t('relative positions, {0} buckets up to {1} tokens', formatCount(buckets), formatCount(maxDistance));
    }
    case 'disentangled':
      return positions.buckets === null
        ? t('disentangled relative positions')
        : t('disentangled relative positions, {0} buckets', formatCount(positions.buckets));
    case 'alibi':
      return t('ALiBi: scores fall with distance');
    case 'learned':
      return t('learned positions');
    case 'sinusoidal':
      return t('sinusoidal positions');
  }
}

function rotaryLine({ theta, localTheta, portion, scaling, layersWithout }: Extract<Positions, { kind: 'rotary' }>) {
  const facts = [
    portion === 1 ? t('rotary positions on q and k') : t('rotary positions on {0} of q and k', percent(portion)),
    theta === null ? '' : `θ = ${formatCount(theta)}`,
    localTheta === null || localTheta === theta ? '' : t('{0} in local layers', formatCount(localTheta)),
    scaling === null ? '' : scalingWords(scaling),
    layersWithout === 0 ? '' : t('not in {0} layers', layersWithout),
  ];
  return facts.filter((fact) => fact !== '').join(', ');
}

function scalingWords({ type, factor }: { readonly type: string; readonly factor: number | null }): string {
  return factor === null ? t('{0} scaling', type) : t('{0} scaling × {1}', type, factor);
}

function percent(portion: number): string {
  return `${Number((100 * portion).toFixed(1))} %`;
}

function windowLine({ window }: BlockOf<'attention'>): string {
  if (window === null) return '';
  return t('sliding window of {0} tokens in {1} layers', formatCount(window.size), formatCount(window.layers));
}

/** `30,522 × 768`; null where one of them is not known. */
function product(a: number | null, b: number | null): string | null {
  return a === null || b === null ? null : `${formatCount(a)} × ${formatCount(b)}`;
}

/** `896 → 4,864 → 896`; null where one of them is not known. */
function way(sizes: readonly (number | null)[]): string | null {
  const known = sizes.filter((size) => size !== null);
  return known.length < sizes.length ? null : known.map(formatCount).join(' → ');
}
