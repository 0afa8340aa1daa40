import type { GeneralFacts } from '../../architectures/config/general-facts';
import type { InnerValues } from '../../formats/onnx/structure/inner-values';
import type { FilePart, Result } from './output-plan';

/** What a file can show of its inside, beyond the results that it was exported with. */
export interface InnerResults {
  readonly results: readonly Result[];
  /** A sentence on why attentions or hidden states are not there; null where both are. */
  readonly missing: string | null;
}

type Sizes = Pick<GeneralFacts, 'kind' | 'layers' | 'heads' | 'hiddenSize' | 'encoderLayers' | 'decoderLayers'>;

export interface InnerFacts extends Sizes {
  readonly part: FilePart;
  /** Whether it is known what its decoder reads; false for models with one stack. */
  readonly hasTarget: boolean;
  /** Whether what comes out of the last layer is brought to another size before it is a hidden state. */
  readonly hasProjection: boolean;
}

const prefixes = { self: '', encoder: 'encoder_', decoder: 'decoder_', cross: 'cross_' } as const;

/**
 * Names the values that were found inside a graph as `transformers` does, if they are as many as the config has layers.
 * @param own the file's own results; what it gives itself is not looked for
 * @param file its name for sentences
 */
export function innerResults(
  inner: InnerValues,
  own: readonly Result[],
  facts: InnerFacts,
  file: string,
): InnerResults {
  const found = facts.part === 'encoder' ? ofEncoder(inner) : inner;
  const attentions = givesItself(own, 'attentions') ? [] : attentionResults(found, facts);
  const hiddenStates = givesItself(own, 'hidden_states') ? [] : hiddenResults(found, attentions, facts);
  return {
    results: [attentions, hiddenStates].flatMap((each) => (typeof each === 'string' ? [] : each)),
    missing: sentence(attentions, hiddenStates, file),
  };
}

/** The one stack of an encoder's own file is the encoder of its model. */
function ofEncoder({ attentions, hiddenStates, ...inner }: InnerValues): InnerValues {
  const named = <Stack extends { readonly kind: string }>(stacks: readonly Stack[] | string) =>
    typeof stacks === 'string' ? stacks : stacks.map((stack) => ({ ...stack, kind: 'encoder' as const }));
  return { ...inner, attentions: named(attentions), hiddenStates: named(hiddenStates) };
}

function givesItself(own: readonly Result[], what: string): boolean {
  return own.some(({ name }) => name.replace(/\.\d+$/, '').endsWith(what) && /\.\d+$/.test(name));
}

function attentionResults({ attentions }: InnerValues, facts: InnerFacts): Result[] | string {
  if (typeof attentions === 'string') return attentions;
  const { layers, encoderLayers, decoderLayers } = facts;
  if (attentions.some(({ kind }) => kind === 'decoder') && !facts.hasTarget)
    return 'what its decoder reads cannot be told';
  const expected = { self: layers, encoder: encoderLayers, decoder: decoderLayers, cross: decoderLayers };
  const isOneStack = attentions.every(({ kind }) => kind === 'self');
  if (isOneStack && facts.kind === 'encoder-decoder') {
    return facts.part === 'decoder'
      ? 'what of it looks at the text cannot be told'
      : 'it holds one of the two stacks of its model';
  }
  for (const stack of attentions) {
    const wanted = expected[stack.kind];
    const found = stack.layers.length;
    if (wanted === null || wanted === found) continue;
    return `${found} of its operations are built as attentions, but config.json speaks of ${wanted} layers`;
  }
  return attentions.flatMap(({ kind, layers: sites }) => {
    const queries = kind === 'self' || kind === 'encoder' ? 'positions' : 'target_positions';
    const keys = kind === 'decoder' ? 'target_positions' : 'positions';
    return sites.map((site, layer) => ({
      name: `${prefixes[kind]}attentions.${layer}`,
      output: site.value,
      shape: ['rows', facts.heads ?? 'heads', queries, keys],
      inner: { kind: 'attention' as const, of: kind, ...site },
    }));
  });
}

function hiddenResults(
  { hiddenStates }: InnerValues,
  attentions: Result[] | string,
  facts: InnerFacts,
): Result[] | string {
  if (typeof hiddenStates === 'string') return hiddenStates;
  if (typeof attentions === 'string') return attentions;
  if (facts.hasProjection) return 'its last state is brought to another size';
  const { layers, encoderLayers, decoderLayers } = facts;
  const expected = { self: layers, encoder: encoderLayers, decoder: decoderLayers };
  if (hiddenStates.some(({ kind, values }) => (expected[kind] ?? values.length - 1) !== values.length - 1))
    return 'its layers are not those of config.json';
  return hiddenStates.flatMap(({ kind, values }) =>
    values.map((value, index) => ({
      name: `${prefixes[kind]}hidden_states.${index}`,
      output: value,
      shape: ['rows', kind === 'decoder' ? 'target_positions' : 'positions', facts.hiddenSize ?? 'hidden'],
      inner: { kind: 'hidden-state', of: kind },
    })),
  );
}

function sentence(attentions: Result[] | string, hiddenStates: Result[] | string, file: string): string | null {
  const others = 'Where the model has a safetensors file, that one shows them.';
  if (typeof attentions === 'string') {
    const both = typeof hiddenStates === 'string' ? 'neither attention nor hidden states' : 'no attention';
    return `${file} shows ${both}: ${attentions}. ${others}`;
  }
  return typeof hiddenStates === 'string' ? `${file} shows no hidden states: ${hiddenStates}. ${others}` : null;
}
