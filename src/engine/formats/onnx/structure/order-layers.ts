import type { AttentionSite } from './attention-sites';
import type { GraphIndex } from './graph-index';
import { Unclear } from './unclear';

/** Attentions of one kind, first layer first. */
export interface AttentionStack<Site = AttentionSite> {
  /** `self`: of a model with one stack. */
  readonly kind: 'self' | 'encoder' | 'decoder' | 'cross';
  readonly layers: readonly Site[];
}

/** A set of attentions, as the bits of a number. */
type Attentions = bigint;

interface Placed {
  readonly site: AttentionSite;
  readonly bit: Attentions;
  /** The attentions that it builds on, by what asks and by what is looked at. */
  readonly queries: Attentions;
  readonly values: Attentions;
}

/** Optimum's name for what a decoder in a file of its own reads of the text: the states of the other file. */
const textInput = 'encoder_hidden_states';

/**
 * Orders attentions by the flow of data: the second layer reads what the first made. In a model with two stacks the
 * decoder's cross-attention is told by its values, which come out of the other stack, or of the file that has it.
 * @throws Unclear where attentions lie beside each other
 */
export function orderLayers(graph: GraphIndex, sites: readonly AttentionSite[]): AttentionStack[] {
  const placed = place(graph, sites);
  const crossing = placed.filter(({ queries, values }) => values !== queries && (values & ~queries) !== 0n);
  const [first] = crossing;
  if (first === undefined) return [{ kind: 'self', layers: inOrder(placed) }];
  const encoder = first.values;
  const isCross = ({ queries, values }: Placed) => values === encoder && values !== queries;
  const isEncoder = ({ bit }: Placed) => (encoder & bit) !== 0n;
  if (!crossing.every(isCross)) throw new Unclear('its attentions look at more than two stacks');
  const stacks: AttentionStack[] = [
    { kind: 'encoder', layers: inOrder(placed.filter(isEncoder)) },
    { kind: 'decoder', layers: inOrder(placed.filter((each) => !isEncoder(each) && !isCross(each))) },
    { kind: 'cross', layers: inOrder(placed.filter(isCross)) },
  ];
  return stacks.filter(({ layers }) => layers.length > 0);
}

function inOrder(placed: readonly Placed[]): AttentionSite[] {
  const all = placed.reduce((bits, { bit }) => bits | bit, 0n);
  const layers: AttentionSite[] = [];
  for (const { site, queries, values } of placed) {
    const at = count((queries | values) & all);
    if (layers[at] !== undefined) throw new Unclear('its attentions lie beside each other, not one after the other');
    layers[at] = site;
  }
  return layers;
}

function count(bits: Attentions): number {
  let size = 0;
  for (let rest = bits; rest !== 0n; rest &= rest - 1n) size++;
  return size;
}

/** Results that tell sizes, not what was computed. */
const sizes = new Set(['Shape', 'Size']);

function place(graph: GraphIndex, sites: readonly AttentionSite[]): Placed[] {
  const bits = new Map(sites.map(({ node }, index) => [node, 1n << BigInt(index)]));
  const found = new Map<string, Attentions>([[textInput, 1n << BigInt(sites.length)]]);
  const of = (value: string): Attentions => found.get(value) ?? 0n;
  for (const node of graph.nodes) {
    let below = bits.get(node) ?? 0n;
    if (!sizes.has(node.op)) for (const value of node.reads) below |= of(value);
    if (below !== 0n) for (const value of node.outputs) found.set(value, below);
  }
  return sites.map((site) => ({
    site,
    bit: bits.get(site.node) ?? 0n,
    queries: of(site.query),
    values: of(site.values),
  }));
}
