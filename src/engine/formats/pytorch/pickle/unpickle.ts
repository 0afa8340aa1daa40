import { callAllowed, checkGlobal, storageOf } from './allowed';
import type { ByteReader } from './byte-reader';
import { PickleError } from './pickle-error';
import { asKind, type Pickled } from './values';

const stop = 0x2e;

/** The machine that a pickle is a program for: a stack, the marks on it, and a memo. */
class Machine {
  readonly stack: Pickled[] = [];
  readonly memo = new Map<number, Pickled>();
  readonly #marks: number[] = [];

  push(value: Pickled): void {
    this.stack.push(value);
  }

  pop(): Pickled {
    const value = this.stack.length > (this.#marks.at(-1) ?? 0) ? this.stack.pop() : undefined;
    if (value === undefined) throw new PickleError('takes from an empty stack');
    return value;
  }

  peek(): Pickled {
    const value = this.stack.at(-1);
    if (value === undefined) throw new PickleError('takes from an empty stack');
    return value;
  }

  mark(): void {
    this.#marks.push(this.stack.length);
  }

  /** Everything above the last mark. */
  popToMark(): Pickled[] {
    const mark = this.#marks.pop();
    if (mark === undefined) throw new PickleError('lacks a mark');
    return this.stack.splice(mark);
  }

  popMany(count: number): Pickled[] {
    return Array.from({ length: count }, () => this.pop()).reverse();
  }

  get(index: number): Pickled {
    const value = this.memo.get(index);
    if (value === undefined) throw new PickleError('recalls what it has not kept');
    return value;
  }
}

type Step = (machine: Machine, bytes: ByteReader) => void;

/** The opcodes of protocols 2 to 4 that `torch.save` writes for a state dict (Python's pickletools has all). */
const steps: Readonly<Record<number, Step>> = {
  0x80: (_, bytes) => void bytes.uint8(), // PROTO
  0x95: (_, bytes) => void bytes.long(8), // FRAME
  0x28: (m) => m.mark(),
  0x4e: (m) => m.push(null),
  0x88: (m) => m.push(true),
  0x89: (m) => m.push(false),
  0x4b: (m, bytes) => m.push(bytes.uint8()),
  0x4d: (m, bytes) => m.push(bytes.uint16()),
  0x4a: (m, bytes) => m.push(bytes.int32()),
  0x8a: (m, bytes) => m.push(bytes.long(bytes.uint8())),
  0x47: (m, bytes) => m.push(bytes.float64()),
  0x58: (m, bytes) => m.push(bytes.text(bytes.uint32())), // BINUNICODE
  0x8c: (m, bytes) => m.push(bytes.text(bytes.uint8())), // SHORT_BINUNICODE
  0x55: (m, bytes) => m.push(bytes.text(bytes.uint8())), // SHORT_BINSTRING of Python 2
  0x29: (m) => m.push({ kind: 'tuple', items: [] }),
  0x85: (m) => m.push({ kind: 'tuple', items: m.popMany(1) }),
  0x86: (m) => m.push({ kind: 'tuple', items: m.popMany(2) }),
  0x87: (m) => m.push({ kind: 'tuple', items: m.popMany(3) }),
  0x74: (m) => m.push({ kind: 'tuple', items: m.popToMark() }),
  0x5d: (m) => m.push({ kind: 'list', items: [] }),
  0x61: (m) => append(m, m.popMany(1)),
  0x65: (m) => append(m, m.popToMark()),
  0x7d: (m) => m.push({ kind: 'dict', entries: new Map() }),
  0x73: (m) => setItems(m, m.popMany(2)),
  0x75: (m) => setItems(m, m.popToMark()),
  0x71: (m, bytes) => void m.memo.set(bytes.uint8(), m.peek()), // BINPUT
  0x72: (m, bytes) => void m.memo.set(bytes.uint32(), m.peek()), // LONG_BINPUT
  0x94: (m) => void m.memo.set(m.memo.size, m.peek()), // MEMOIZE
  0x68: (m, bytes) => m.push(m.get(bytes.uint8())), // BINGET
  0x6a: (m, bytes) => m.push(m.get(bytes.uint32())), // LONG_BINGET
  0x63: (m, bytes) => pushGlobal(m, bytes.line(), bytes.line()), // GLOBAL
  0x93: (m) => pushGlobal(m, ...m.popMany(2)), // STACK_GLOBAL
  0x51: (m) => m.push(storageOf(m.pop())), // BINPERSID
  0x52: (m) => m.push(callAllowed(...pairOf(m.popMany(2)))), // REDUCE
  0x62: build, // BUILD
};

/**
 * Reads one pickle as data: only the few names that a state dict needs are known, and none of them is a function here.
 * @throws PickleError for anything else, PickleEnd where the bytes end inside it
 */
export function unpickle(bytes: ByteReader): Pickled {
  const machine = new Machine();
  for (;;) {
    const opcode = bytes.uint8();
    if (opcode === stop) return machine.pop();
    const step = steps[opcode];
    if (step === undefined)
      throw new PickleError(`uses the opcode 0x${opcode.toString(16)}, which weights do not need`);
    step(machine, bytes);
  }
}

function pushGlobal(machine: Machine, module?: Pickled, name?: Pickled): void {
  if (typeof module !== 'string' || typeof name !== 'string') throw new PickleError('names something by no name');
  machine.push({ kind: 'global', name: checkGlobal(`${module}.${name}`) });
}

function pairOf([first = null, second = null]: readonly Pickled[]): [Pickled, Pickled] {
  return [first, second];
}

function append(machine: Machine, items: readonly Pickled[]): void {
  const list = asKind(machine.peek(), 'list');
  if (list === undefined) throw new PickleError('adds to something that is no list');
  for (const item of items) list.items.push(item);
}

function setItems(machine: Machine, items: readonly Pickled[]): void {
  const dict = asKind(machine.peek(), 'dict');
  if (dict === undefined || items.length % 2 !== 0) throw new PickleError('adds to something that is no dict');
  for (let index = 0; index < items.length; index += 2) {
    const [key, value = null] = items.slice(index, index + 2);
    if (typeof key !== 'string' && typeof key !== 'number') throw new PickleError('has an entry without a name');
    dict.entries.set(String(key), value);
  }
}

/** The state of an OrderedDict is `_metadata`: versions of modules, which change no number here. */
function build(machine: Machine): void {
  machine.pop();
  if (asKind(machine.peek(), 'dict') === undefined) throw new PickleError('sets the state of something that has none');
}
