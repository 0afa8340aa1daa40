import type { Graph } from '../graph/graph';
import { dimAt } from '../graph/shapes';
import { GraphError, type Value } from '../graph/types';
import type { ParameterGradient } from './differentiate';
import { at, known, type Contribution } from './rule';

export type RowsPart = Extract<Contribution, { kind: 'rows' }>;
type StretchPart = Extract<Contribution, { kind: 'stretch' }>;

/** What the operations behind each value have added to its gradient. */
export class Gradients {
  readonly #graph: Graph;
  readonly #parts = new Map<number, Contribution[]>();

  constructor(graph: Graph) {
    this.#graph = graph;
  }

  add(to: Value, part: Contribution | Value): void {
    const contribution = 'kind' in part ? part : ({ kind: 'whole', value: part } as const);
    const parts = this.#parts.get(to.id);
    if (parts === undefined) this.#parts.set(to.id, [contribution]);
    else parts.push(contribution);
  }

  /** The gradient of a value, of its shape; null where nothing was added. */
  take(of: Value): Value | null {
    const parts = this.takeApart(of);
    if (parts === null) return null;
    const rows = parts.rows.map((part) => this.#scatter(part, of));
    return this.#sum(parts.whole === null ? rows : [parts.whole, ...rows]);
  }

  /** The same with added rows left as they are. */
  takeApart(of: Value): ParameterGradient | null {
    const parts = this.#parts.get(of.id);
    if (parts === undefined) return null;
    this.#parts.delete(of.id);
    const stretches = parts.filter((part) => part.kind === 'stretch');
    const wholes = parts.flatMap((part) => (part.kind === 'whole' ? [part.value] : []));
    return {
      whole: this.#sum([...wholes, ...this.#putTogether(stretches, of)]),
      rows: parts.filter((part) => part.kind === 'rows'),
    };
  }

  #sum(values: readonly Value[]): Value | null {
    return values.length === 0 ? null : values.reduce((a, b) => this.#graph.add(a, b));
  }

  /** Stretches that make up the whole axis are joined; others are padded with zeros. */
  #putTogether(parts: readonly StretchPart[], of: Value): Value[] {
    const ordered = [...parts].sort((a, b) => a.start - b.start);
    const [first] = ordered;
    if (first === undefined) return [];
    let end = 0;
    const follow = ordered.every(({ axis, start, value }) => {
      const isNext = axis === first.axis && start === end;
      end = start + known(value.shape.at(axis));
      return isNext;
    });
    if (follow && end === of.shape[first.axis]) {
      return [
        ordered.length === 1
          ? first.value
          : this.#graph.concat(
              ordered.map(({ value }) => value),
              first.axis,
            ),
      ];
    }
    return parts.map(({ axis, start, value }) =>
      this.#graph.apply('pad', [value], { axis, before: start, size: dimAt(of.shape, axis) }),
    );
  }

  #scatter({ ids, vectors, paddingIndex }: RowsPart, of: Value): Value {
    if (paddingIndex !== null) throw new GraphError('Only a parameter has a row without a gradient');
    return this.#graph.apply('scatterRows', [vectors, ids], { rows: at(of.shape, 0) });
  }
}
