import { maxStrongest, type Links } from '../../../common/contracts/internals/attention';
import type { CancellationSignal } from '../../../common/rpc/cancellation';
import { entryRange, type ShownAxis } from '../tokens/axis';
import type { TokenFacts } from '../tokens/token-facts';
import { mergeLinks, toLinks } from './links';
import type { Matrices } from './matrices';
import { rowOf, type MatrixView } from './matrix-view';
import { reduce } from './reduce';
import { Strongest } from './strongest';
import { allLayers, visitHeads, type HeadVisitor, type LayerRange } from './visit-heads';

export interface StrongestOptions {
  readonly queries: ShownAxis;
  readonly keys: ShownAxis;
  /** Leaves special tokens out, and a token's look at itself. */
  readonly betweenWords: boolean;
}

/** Finds the strongest links of all heads of some layers on a way through them; `total` counts all that were compared. */
export class StrongestLinks implements HeadVisitor {
  readonly #strongest: Strongest;
  readonly #rows: Int32Array;
  readonly #columns: Int32Array;
  readonly #leavesDiagonal: boolean;

  constructor(
    private readonly matrices: Matrices,
    private readonly range: LayerRange,
    private readonly options: StrongestOptions,
  ) {
    const { stack, queries, keys } = matrices.layers;
    this.#strongest = new Strongest(maxStrongest);
    this.#rows = comparedEntries(options.queries, queries, options.betweenWords);
    this.#columns = comparedEntries(options.keys, keys, options.betweenWords);
    this.#leavesDiagonal = options.betweenWords && stack.kind !== 'cross';
  }

  head(layer: number, head: number, whole: MatrixView): void {
    const view = reduce(whole, this.options.queries, this.options.keys);
    const group = layer * this.matrices.layers.stack.heads + head;
    let { least } = this.#strongest;
    for (const query of this.#rows) {
      const weights = rowOf(view, query);
      for (const key of this.#columns) {
        const weight = weights[key] ?? 0;
        if (!(weight > least) || (this.#leavesDiagonal && key === query)) continue;
        this.#strongest.add(weight, query * view.columns + key, group);
        ({ least } = this.#strongest);
      }
    }
  }

  mean(): void {
    // A mean is no head's.
  }

  /** The links, after all of these layers. */
  get links(): Links {
    const { heads } = this.matrices.layers.stack;
    const [from, to] = this.range;
    const cells = this.#rows.length * this.#columns.length - (this.#leavesDiagonal ? this.#rows.length : 0);
    const placeOf = (group: number): readonly [number, number] => [Math.floor(group / heads), group % heads];
    return toLinks(this.#strongest, (to - from) * heads * cells, this.options.keys.entries, placeOf);
  }
}

function comparedEntries(axis: ShownAxis, tokens: TokenFacts, betweenWords: boolean): Int32Array {
  const all = Int32Array.from({ length: axis.entries }, (_, entry) => entry);
  if (!betweenWords) return all;
  return all.filter((entry) => tokens.special[entryRange(axis, entry)[0] + axis.base] !== 1);
}

/**
 * The strongest links, found now or before. Layers that are computed for it are done one by one, each found before by
 * {@link strongestKept} or now.
 */
export function strongestOf(matrices: Matrices, options: StrongestOptions, signal: CancellationSignal): Promise<Links> {
  const within = (range: LayerRange): Promise<Links> =>
    matrices.answer(nameOf(options, range), () => findIn(matrices, range, options, signal), bytesOf);
  const [first, end] = allLayers(matrices);
  if (matrices.layers.kept) return within([first, end]);
  const find = async (): Promise<Links> => {
    const found: Links[] = [];
    for (let layer = first; layer < end; layer++) found.push(await within([layer, layer + 1]));
    return mergeLinks(found, maxStrongest);
  };
  return matrices.answer(`${nameOf(options, [first, end])}.merged`, find, bytesOf);
}

async function findIn(
  matrices: Matrices,
  range: LayerRange,
  options: StrongestOptions,
  signal: CancellationSignal,
): Promise<Links> {
  const found = new StrongestLinks(matrices, range, options);
  await visitHeads(matrices, range, [found], signal);
  return found.links;
}

/** Finds them on a way that is made for something else; `keep` afterwards has them ready for {@link strongestOf}. */
export function strongestKept(
  matrices: Matrices,
  layer: number,
  axes: Omit<StrongestOptions, 'betweenWords'>,
): { readonly visitor: HeadVisitor; readonly keep: () => void }[] {
  const range: LayerRange = [layer, layer + 1];
  return [true, false].map((betweenWords) => {
    const options = { ...axes, betweenWords };
    const visitor = new StrongestLinks(matrices, range, options);
    const keep = (): void => {
      const { links } = visitor;
      matrices.keepAnswer(nameOf(options, range), links, bytesOf(links));
    };
    return { visitor, keep };
  });
}

function nameOf({ queries, keys, betweenWords }: StrongestOptions, [from, to]: LayerRange): string {
  return ['strongest', from, to, betweenWords, queries.key, keys.key].join('.');
}

function bytesOf({ weights }: Links): number {
  return weights.byteLength * 5;
}
