import type { hiddenRequests } from '../../../../src/common/contracts/internals/hidden-states';
import { maxProjected } from '../../../../src/common/contracts/internals/hidden-states';
import type { AxisOptions } from '../../../../src/common/contracts/internals/run-row';
import type { HiddenKind, HiddenStack, Internals } from '../../../../src/common/contracts/internals/stacks';
import type { lensHostContract } from '../../../../src/common/contracts/lens';
import type { Handlers } from '../../../../src/common/rpc/contract';
import { axisOf } from '../attention/axes';
import { chance, type AttendedToken } from '../attention/weights';
import { cosine, dot, mean, norm, twoAxes, type Vectors } from './hidden-numbers';

type Requests = Handlers<typeof lensHostContract>['requests'];
type Answers = Pick<Requests, keyof typeof hiddenRequests | 'internals'>;

export interface HiddenParams {
  readonly stacks: readonly HiddenStack[];
  readonly input: readonly AttendedToken[];
  readonly target?: readonly AttendedToken[];
}

/** RoBERTa's hidden states: six layers of 768 numbers, the first token read by the head. */
export function hiddenStack(rest: Partial<HiddenStack> = {}): HiddenStack {
  return {
    kind: 'self',
    name: 'hidden_states',
    states: 7,
    hiddenSize: 768,
    sequence: 'input',
    readToken: 0,
    finalNorm: false,
    ...rest,
  };
}

/** Numbers of a made-up state: fewer than the stack says, because nobody sees them. */
const size = 20;

/** What the host answers about the hidden states of a model that never was. `internals`: what differs. */
export function hiddenAnswers(params: HiddenParams, internals: Partial<Internals> = {}): Answers {
  const states = new Map<string, Vectors[]>();
  const statesOf = (kind: HiddenKind, options: AxisOptions): { tokens: Int32Array<ArrayBuffer>; all: Vectors[] } => {
    const found = params.stacks.find((stack) => stack.kind === kind) ?? hiddenStack();
    const tokens = found.sequence === 'target' ? (params.target ?? []) : params.input;
    const axis = axisOf(tokens, options);
    const key = `${kind}${JSON.stringify(options)}`;
    const all = states.get(key) ?? byEntry(statesFrom(tokens, found.states), axis);
    states.set(key, all);
    return { tokens: axis, all };
  };
  return {
    internals: () => ({ ...internalsOf(params), ...internals }),
    hiddenOverview: ({ kind, axis, pathOf }) => {
      const { tokens, all } = statesOf(kind, axis);
      return { tokens, ...overviewOf(all, pathOf ?? 0) };
    },
    hiddenCosines: ({ kind, axis, state, size: most }) => {
      const rows = statesOf(kind, axis).all[state] ?? [];
      const side = Math.min(most, rows.length);
      const blocks = Array.from({ length: side }, (_, block) =>
        mean(rows.slice(Math.floor((block * rows.length) / side), Math.floor(((block + 1) * rows.length) / side))),
      );
      const values = Float32Array.from({ length: side * side }, (_, index) =>
        cosine(blocks[Math.floor(index / side)] ?? [], blocks[index % side] ?? []),
      );
      return { values, size: side, exact: side === rows.length };
    },
    hiddenNeighbours: ({ kind, axis, state, token }) => {
      const { all } = statesOf(kind, axis);
      const rows = all[state] ?? [];
      const before = all[state - 1]?.[token];
      return {
        cosines: Float32Array.from(rows, (row) => cosine(row, rows[token] ?? [])),
        norm: norm(rows[token] ?? []),
        normBefore: before ? norm(before) : null,
      };
    },
  };
}

/** Each token's vector, and what every layer makes of it: something of its own, of its neighbours, and of all. */
function statesFrom(tokens: readonly AttendedToken[], count: number): Vectors[] {
  const along = (seed: number, salt: number): number[] =>
    Array.from({ length: size }, (_, index) => chance(seed, salt, index, 7) * 2 - 1);
  const all: Vectors[] = [tokens.map((_, token) => along(token % 13, token % 7).map((value) => value * 4.1))];
  for (let state = 1; state < count; state += 1) {
    const before = all[state - 1] ?? [];
    const drift = along(state, 101);
    all.push(
      before.map((vector, token) =>
        vector.map((value, index) => {
          const beside = ((before[token - 1]?.[index] ?? 0) + (before[token + 1]?.[index] ?? 0)) / 2;
          return (
            value * 0.98 + beside * 0.16 + (drift[index] ?? 0) * 1.4 + (along(token % 11, state)[index] ?? 0) * 1.1
          );
        }),
      ),
    );
  }
  return all;
}

function byEntry(states: Vectors[], axis: Int32Array): Vectors[] {
  return states.map((rows) =>
    Array.from({ length: axis.length / 2 }, (_, entry) => mean(rows.slice(axis[entry * 2], axis[entry * 2 + 1]))),
  );
}

function overviewOf(all: readonly Vectors[], path: number) {
  const [first = []] = all;
  const shown = Array.from({ length: Math.min(maxProjected, first.length) }, (_, index) =>
    Math.floor((index * first.length) / Math.min(maxProjected, first.length)),
  );
  const { axes, shares, centred } = twoAxes(all.flatMap((rows) => shown.map((token) => rows[token] ?? [])));
  const last = all.at(-1)?.[path] ?? [];
  return {
    states: all.length,
    norms: Float32Array.from(all.flatMap((rows) => rows.map(norm))),
    layerCosines: Float32Array.from(
      all.flatMap((rows) =>
        all.map((others) => rows.reduce((sum, row, at) => sum + cosine(row, others[at] ?? []), 0) / rows.length),
      ),
    ),
    path: {
      token: path,
      toLast: Float32Array.from(all, (rows) => cosine(rows[path] ?? [], last)),
      toMean: Float32Array.from(all, (rows) => cosine(rows[path] ?? [], mean(rows))),
      toPrevious: Float32Array.from(all, (rows, state) =>
        state === 0 ? NaN : cosine(rows[path] ?? [], all[state - 1]?.[path] ?? []),
      ),
    },
    projection: {
      tokens: Int32Array.from(shown),
      points: Float32Array.from(centred.flatMap((vector) => axes.map((axis) => dot(vector, axis)))),
      explained: [shares[0] ?? 0, shares[1] ?? 0] as [number, number],
    },
  };
}

function internalsOf({ stacks, input, target = [] }: HiddenParams): Internals {
  return {
    attentions: [],
    hiddenStates: [...stacks],
    missing: null,
    tokens: { input: input.length, target: target.length },
    kept: true,
    device: 'cpu',
    ms: 12.1,
  };
}
