import type { SafetensorsDtype } from '../../safetensors/dtypes';

/** What a pickle of a state dict may hold. Nothing else is made, and nothing is ever called. */
export type Pickled =
  | null
  | boolean
  | number
  | bigint
  | string
  | PickledTuple
  | PickledList
  | PickledDict
  | PickledGlobal
  | Storage
  | PickledTensor;

export interface PickledTuple {
  readonly kind: 'tuple';
  readonly items: readonly Pickled[];
}

export interface PickledList {
  readonly kind: 'list';
  readonly items: Pickled[];
}

/** `dict` and `OrderedDict`. */
export interface PickledDict {
  readonly kind: 'dict';
  readonly entries: Map<string, Pickled>;
}

/** A name that Python would import, such as `torch._utils._rebuild_tensor_v2`. Here it is only a name. */
export interface PickledGlobal {
  readonly kind: 'global';
  readonly name: string;
}

/** A stretch of numbers that tensors are views of; `key` says where in the file it is. */
export interface Storage {
  readonly kind: 'storage';
  readonly key: string;
  readonly dtype: SafetensorsDtype;
  /** In elements: how many there are, and where a view of an older file begins. */
  readonly length: number;
  readonly viewOffset: number;
}

/** `offset` and `strides` count elements. */
export interface PickledTensor {
  readonly kind: 'tensor';
  readonly storage: Storage;
  readonly offset: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
}

type KindOf<Value> = Value extends { readonly kind: infer Kind } ? Kind : never;

/** The value as one of a kind; undefined when it is another. */
export function asKind<Kind extends KindOf<Pickled>>(
  value: Pickled | undefined,
  kind: Kind,
): Extract<Pickled, { readonly kind: Kind }> | undefined {
  const isKind = typeof value === 'object' && value !== null && value.kind === kind;
  return isKind ? (value as Extract<Pickled, { readonly kind: Kind }>) : undefined;
}
