import type { SafetensorsDtype } from '../../safetensors/dtypes';
import { PickleError } from './pickle-error';
import { asKind, type Pickled, type PickledDict, type PickledTensor, type Storage } from './values';

/** The types of `torch`'s storages. */
const storages: Readonly<Record<string, SafetensorsDtype>> = {
  'torch.DoubleStorage': 'F64',
  'torch.FloatStorage': 'F32',
  'torch.HalfStorage': 'F16',
  'torch.BFloat16Storage': 'BF16',
  'torch.LongStorage': 'I64',
  'torch.IntStorage': 'I32',
  'torch.ShortStorage': 'I16',
  'torch.CharStorage': 'I8',
  'torch.ByteStorage': 'U8',
  'torch.BoolStorage': 'BOOL',
};

type Arguments = readonly Pickled[];

/** What stands in the place of each function that a state dict's pickle calls. */
const functions: Readonly<Record<string, (given: Arguments) => Pickled>> = {
  'collections.OrderedDict': ([pairs]) => dictOf(pairs),
  'torch._utils._rebuild_tensor': rebuildTensor,
  'torch._utils._rebuild_tensor_v2': rebuildTensor,
  'torch._utils._rebuild_parameter': ([data]) => data ?? null,
  'torch.Size': ([sizes]) => sizes ?? null,
};

/** Refuses names that the weights of a model do not need: Python would import them, and could so be made to run anything. */
export function checkGlobal(name: string): string {
  if (Object.hasOwn(functions, name) || Object.hasOwn(storages, name)) return name;
  throw new PickleError(`asks for "${name}", which the weights of a model do not need; nothing of it was run`);
}

/** Does what an allowed function means. @throws PickleError for arguments that it would not be given */
export function callAllowed(callee: Pickled, given: Pickled): Pickled {
  const name = asKind(callee, 'global')?.name ?? '';
  const args = asKind(given, 'tuple')?.items;
  const call = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (call === undefined || args === undefined) throw new PickleError('calls something that is no function');
  return call(args);
}

/** A persistent id: ('storage', type, key, location, length) and, in older files, what part of another storage it is. */
export function storageOf(id: Pickled): Storage {
  const [tag, type, key, , length, view] = asKind(id, 'tuple')?.items ?? [];
  const name = asKind(type, 'global')?.name ?? '';
  const dtype = Object.hasOwn(storages, name) ? storages[name] : undefined;
  if (tag !== 'storage' || typeof key !== 'string' || dtype === undefined) {
    throw new PickleError('refers to something that is no storage');
  }
  const [, viewOffset = 0] = asKind(view, 'tuple')?.items ?? [];
  return { kind: 'storage', key, dtype, length: count(length), viewOffset: count(viewOffset) };
}

function rebuildTensor([storage, offset, shape, strides]: Arguments): PickledTensor {
  const found = asKind(storage, 'storage');
  if (found === undefined) throw new PickleError('makes a tensor of something that is no storage');
  return { kind: 'tensor', storage: found, offset: count(offset), shape: counts(shape), strides: counts(strides) };
}

function dictOf(pairs: Pickled | undefined): PickledDict {
  const entries = new Map<string, Pickled>();
  for (const pair of asKind(pairs, 'list')?.items ?? []) {
    const [key, value = null] = (asKind(pair, 'tuple') ?? asKind(pair, 'list'))?.items ?? [];
    if (typeof key !== 'string') throw new PickleError('has an entry without a name');
    entries.set(key, value);
  }
  return { kind: 'dict', entries };
}

function counts(value: Pickled | undefined): number[] {
  const items = asKind(value, 'tuple')?.items;
  if (items === undefined || items.length > 64) throw new PickleError('gives a tensor sizes that are none');
  return items.map(count);
}

function count(value: Pickled | undefined): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw new PickleError('gives a size that is none');
}
