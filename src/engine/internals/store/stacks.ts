import type {
  AttentionKind,
  AttentionStack,
  HiddenKind,
  HiddenStack,
} from '../../../common/contracts/internals/stacks';
import type { ModelInfo } from '../../../common/contracts/model';
import type { TokenFacts } from '../tokens/token-facts';

/** A result of a model by its name in `transformers`, with sizes as far as they are known. */
export interface NamedResult {
  readonly name: string;
  readonly dims: readonly (number | string)[];
}

/** The tokens of a row, by sequence. `target` is null for models with one stack. */
export interface RowTokens {
  readonly input: TokenFacts;
  readonly target: TokenFacts | null;
}

const kinds = { '': 'self', encoder_: 'encoder', decoder_: 'decoder', cross_: 'cross' } as const;

interface Found {
  readonly kind: AttentionKind;
  readonly name: string;
  readonly count: number;
  readonly dims: readonly (number | string)[];
}

/** The stacks that results are numbered in, counted as far as the numbers go on without a gap. */
function stacksOf(results: readonly NamedResult[], what: string): Found[] {
  const names = new Map(results.map((result) => [result.name, result.dims]));
  return Object.entries(kinds).flatMap(([prefix, kind]) => {
    const name = `${prefix}${what}`;
    let count = 0;
    while (names.has(`${name}.${count}`)) count += 1;
    const dims = names.get(`${name}.0`);
    return dims === undefined ? [] : [{ kind, name, count, dims }];
  });
}

/** The attention stacks among a model's results, [batch, heads, query, key] each. */
export function attentionStacks(results: readonly NamedResult[], info: ModelInfo): AttentionStack[] {
  const neurons = new Set(stacksOf(results, 'queries').map(({ kind }) => kind));
  return stacksOf(results, 'attentions').map(({ kind, name, count, dims }) => ({
    kind,
    name,
    layers: count,
    heads: Number(dims[1]),
    queries: kind === 'decoder' || kind === 'cross' ? 'target' : 'input',
    keys: kind === 'decoder' ? 'target' : 'input',
    causal: kind === 'decoder' || (kind === 'self' && info.kind === 'decoder-only'),
    neurons: neurons.has(kind),
  }));
}

/** The stacks of hidden states among a model's results, [batch, sequence, hidden] each. */
export function hiddenStacks(results: readonly NamedResult[], info: ModelInfo, tokens: RowTokens): HiddenStack[] {
  return stacksOf(results, 'hidden_states').map(({ kind, name, count, dims }) => ({
    kind: kind as HiddenKind,
    name,
    states: count,
    hiddenSize: Number(dims[2]),
    sequence: kind === 'decoder' ? 'target' : 'input',
    readToken: readToken(kind, info, tokens),
    finalNorm: hasFinalNorm(info),
  }));
}

/** The token whose last state a head reads alone. */
function readToken(kind: AttentionKind, { kind: model, task }: ModelInfo, { input, target }: RowTokens): number | null {
  if (kind === 'decoder') return target === null ? null : target.to - 1;
  if (kind !== 'self') return null;
  if (model === 'decoder-only') return input.to - 1;
  return task === null || task === 'text-classification' ? input.from : null;
}

/** Encoders with norms before each block. Every decoder-only family has a norm behind its last layer. */
const normedArchitectures = new Set(['t5', 'mt5', 'umt5', 'longt5', 'modernbert', 'mbart', 'pegasus', 'm2m_100']);

function hasFinalNorm({ kind, architecture }: ModelInfo): boolean {
  return kind === 'decoder-only' || normedArchitectures.has(architecture);
}
