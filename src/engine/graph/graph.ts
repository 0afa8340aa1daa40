import { GraphBuilder } from './builder';
import type { Dtype, Shape, Value } from './types';

/** The words in which architectures are written: the operations of the table as methods. */
export class Graph extends GraphBuilder {
  add(a: Value, b: Value): Value {
    return this.apply('add', [a, b], {});
  }

  mul(a: Value, b: Value): Value {
    return this.apply('mul', [a, b], {});
  }

  /** Multiplies by a number. */
  scale(x: Value, factor: number): Value {
    return this.mul(x, this.scalar(factor));
  }

  min(a: Value, b: Value): Value {
    return this.apply('min', [a, b], {});
  }

  max(a: Value, b: Value): Value {
    return this.apply('max', [a, b], {});
  }

  where(condition: Value, a: Value, b: Value): Value {
    return this.apply('where', [condition, a, b], {});
  }

  cast(x: Value, to: Dtype): Value {
    return this.apply('cast', [x], { to });
  }

  /** An operation of one input and no attributes. */
  unary(name: 'erf' | 'relu' | 'sigmoid' | 'softplus' | 'sqrt' | 'tanh', x: Value): Value {
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

  /** Over the last axis. */
  softmax(x: Value): Value {
    return this.apply('softmax', [x], {});
  }

  matmul(a: Value, b: Value): Value {
    return this.apply('matmul', [a, b], {});
  }

  /** x [..., in], weight [out, in], bias [out] or null. */
  linear(x: Value, weight: Value, bias: Value | null): Value {
    return this.apply('linear', bias === null ? [x, weight] : [x, weight, bias], {});
  }

  layerNorm(x: Value, weight: Value, bias: Value, epsilon: number): Value {
    return this.apply('layerNorm', [x, weight, bias], { epsilon });
  }

  /** Rows of a table at int64 ids. */
  embedding(table: Value, ids: Value): Value {
    return this.apply('gather', [table, ids], {});
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
}
