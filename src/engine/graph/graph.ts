import { GraphBuilder } from './builder';
import type { Transposed, WeightLayout } from './operations/linear-algebra';
import { sameShape } from './shapes';
import type { Dim, Dtype, Shape, Value } from './types';

/** Operations of one input without attributes. */
type UnaryName =
  ('abs' | 'neg' | 'cos' | 'sin' | 'exp' | 'log') | ('erf' | 'relu' | 'sigmoid' | 'softplus' | 'sqrt' | 'tanh');

/** The words in which architectures are written: the operations of the table as methods. */
export class Graph extends GraphBuilder {
  protected readonly recordsDropout: boolean = false;

  add(a: Value, b: Value): Value {
    return this.apply('add', [a, b], {});
  }

  sub(a: Value, b: Value): Value {
    return this.apply('sub', [a, b], {});
  }

  mul(a: Value, b: Value): Value {
    return this.apply('mul', [a, b], {});
  }

  /** Multiplies by a number; by 1 it is the value itself. */
  scale(x: Value, factor: number): Value {
    return factor === 1 ? x : this.mul(x, this.scalar(factor));
  }

  div(a: Value, b: Value): Value {
    return this.apply('div', [a, b], {});
  }

  /** a to the power of b. */
  pow(a: Value, b: Value): Value {
    return this.apply('pow', [a, b], {});
  }

  min(a: Value, b: Value): Value {
    return this.apply('min', [a, b], {});
  }

  max(a: Value, b: Value): Value {
    return this.apply('max', [a, b], {});
  }

  /** An int64 number. */
  integer(number: number): Value {
    return this.constant('int64', [], BigInt64Array.of(BigInt(number)));
  }

  /** a < b */
  less(a: Value, b: Value): Value {
    return this.apply('less', [a, b], {});
  }

  /** a <= b */
  lessOrEqual(a: Value, b: Value): Value {
    return this.apply('lessOrEqual', [a, b], {});
  }

  equal(a: Value, b: Value): Value {
    return this.apply('equal', [a, b], {});
  }

  and(a: Value, b: Value): Value {
    return this.apply('and', [a, b], {});
  }

  or(a: Value, b: Value): Value {
    return this.apply('or', [a, b], {});
  }

  not(a: Value): Value {
    return this.apply('not', [a], {});
  }

  /** `a` where the condition is true, else `b`. */
  where(condition: Value, a: Value, b: Value): Value {
    return this.apply('where', [condition, a, b], {});
  }

  cast(x: Value, to: Dtype): Value {
    return this.apply('cast', [x], { to });
  }

  /** An operation of one input and no attributes. */
  unary(name: UnaryName, x: Value): Value {
    return this.apply(name, [x], {});
  }

  tanh(x: Value): Value {
    return this.unary('tanh', x);
  }

  relu(x: Value): Value {
    return this.unary('relu', x);
  }

  gelu(x: Value, approximate: 'none' | 'tanh'): Value {
    return this.apply('gelu', [x], { approximate });
  }

  /**
   * Where a model drops numbers at random while it is trained (`torch.nn.Dropout`): the value itself, except in a graph
   * that is built for training (`DropoutGraph`).
   */
  dropout(x: Value, rate: number): Value {
    return this.recordsDropout && rate > 0 ? this.apply('dropout', [x], { rate }) : x;
  }

  /** Over the last axis. */
  softmax(x: Value): Value {
    return this.apply('softmax', [x], {});
  }

  /** The sum over the last axis; the axis goes away unless it is kept with size 1. */
  sum(x: Value, keepDims = false): Value {
    return this.apply('reduceSum', [x], { keepDims });
  }

  /** The mean over the last axis. */
  mean(x: Value, keepDims = false): Value {
    return this.apply('reduceMean', [x], { keepDims });
  }

  /** The largest over the last axis. */
  maximum(x: Value, keepDims = false): Value {
    return this.apply('reduceMax', [x], { keepDims });
  }

  /** @param transposed which factors are taken with their last two axes exchanged; neither unless said */
  matmul(a: Value, b: Value, transposed: Partial<Transposed> = {}): Value {
    return this.apply('matmul', [a, b], { transposeA: false, transposeB: false, ...transposed });
  }

  /** x [..., in], weight [out, in] or [in, out], bias [out] or null. */
  linear(x: Value, weight: Value, bias: Value | null, layout: WeightLayout = 'out-in'): Value {
    return this.apply('linear', bias === null ? [x, weight] : [x, weight, bias], { layout });
  }

  layerNorm(x: Value, weight: Value, bias: Value, epsilon: number): Value {
    return this.apply('layerNorm', [x, weight, bias], { epsilon });
  }

  rmsNorm(x: Value, weight: Value, epsilon: number): Value {
    return this.apply('rmsNorm', [x, weight], { epsilon });
  }

  /** Rows of a table at int64 ids. @param paddingIndex the id whose row gets no gradient, where there is one */
  embedding(table: Value, ids: Value, paddingIndex: number | null = null): Value {
    return this.apply('gather', [table, ids], { paddingIndex });
  }

  reshape(x: Value, shape: Shape): Value {
    return this.apply('reshape', [x], { shape });
  }

  transpose(x: Value, permutation: readonly number[]): Value {
    return this.apply('transpose', [x], { permutation });
  }

  /** `x[:, index]` for axis 1; the axis goes away. */
  select(x: Value, axis: number, index: number): Value {
    return this.apply('select', [x], { axis, index });
  }

  /** One row for each element of a batch: x [batch, n, ...] at int64 indices [batch] is [batch, ...]. */
  selectEach(x: Value, indices: Value): Value {
    return this.apply('selectEach', [x, indices], {});
  }

  /** `x[..., start:end]` for axis -1. */
  slice(x: Value, axis: number, start: number, end: number): Value {
    return this.apply('slice', [x], { axis, start, end });
  }

  /** An axis cut into parts of the given sizes. */
  split(x: Value, axis: number, sizes: readonly number[]): Value[] {
    let end = 0;
    return sizes.map((size) => this.slice(x, axis, end, (end += size)));
  }

  /** @param size of the axis of the result, which must be given where the parts' sizes have names */
  concat(parts: readonly Value[], axis: number, size: Dim | null = null): Value {
    return this.apply('concat', parts, { axis, size });
  }

  /** The sum over the axes along which a value of the shape would be broadcast to x; x itself where there are none. */
  sumTo(x: Value, shape: Shape): Value {
    return sameShape(x.shape, shape) ? x : this.apply('sumTo', [x], { shape });
  }

  /** x broadcast to the shape of another value. */
  expandLike(x: Value, like: Value): Value {
    return sameShape(x.shape, like.shape) ? x : this.apply('expandLike', [x, like], {});
  }

  /**
   * Keys or values of an attention, [batch, heads, n, size]: they alone, except in a graph that is built for generation
   * (`CacheGraph`), where those of earlier tokens come before them.
   * @param _name of them in a cache, such as `0.key`
   */
  remember(_name: string, x: Value): Value {
    return x;
  }

  /** The number of tokens together with those that are remembered of before: that number alone where none are. */
  withPast(size: Dim): Dim {
    return size;
  }

  /** 0, 1, 2, ... up to a size, int64 [size]. A size that has a name is measured at an input when the graph runs. */
  range(size: Dim): Value {
    return this.apply('range', [], { size });
  }
}
