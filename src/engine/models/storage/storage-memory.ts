import type { WeightStorage } from '../../../common/contracts/weight-storage';
import type { GraphRecord } from '../../graph/record';
import type { StoredEntry } from '../weight-files';
import { blockBytes, blockSize } from './blocks/block-layout';
import { matricesToKeep, type KeptMatrix } from './matrices-to-keep';

/**
 * What an engine process takes beside the weights: Node, ONNX Runtime, a tokenizer, the activations of a text. Measured
 * on models of 67 M and 355 M parameters (onnxruntime-node 1.30, linux-x64): 60 to 105 MB without a tokenizer.
 */
export const processBytes = 100_000_000;

/**
 * Memory in use at the peak for each byte of a safetensors file, measured on the same models: float32 is mapped where it
 * lies; of 16-bit weights ONNX Runtime makes float32, while the file is mapped beside them (2.2 to 2.3).
 */
export const halfFactor = 2.3;
/** Cast to float32, which has half the bytes. */
const doubleFactor = 1.5;

const factors: Readonly<Record<string, number>> = { F16: halfFactor, BF16: halfFactor, F64: doubleFactor };

type Tensors = ReadonlyMap<string, StoredEntry>;

/** Estimated bytes of memory that tensors take which become float32; those that no class uses are read by nobody. */
export function float32Memory(tensors: Tensors, used: Iterable<string>): number {
  let bytes = processBytes;
  for (const name of used) {
    const entry = tensors.get(name);
    if (entry !== undefined) bytes += entry.byteLength * (factors[entry.dtype] ?? 1);
  }
  return bytes;
}

/** Estimated bytes of memory that running a graph takes with its weights kept in some way. */
export function storageMemory(record: GraphRecord, tensors: Tensors, storage: WeightStorage): number {
  const kept = new Map(matricesToKeep(record, tensors, storage).map((each) => [each.entry.name, each]));
  const others = record.parameters.map(({ name }) => name).filter((name) => !kept.has(name));
  return [...kept.values()].reduce((bytes, each) => bytes + keptBytes(each), float32Memory(tensors, others));
}

/**
 * What is mapped counts whole where products read it, and where rows are looked up: at most. Blocks are laid out for the
 * processor, with a sum of each beside its scale. Measured on a Llama of 494 M parameters in bfloat16, all of them
 * multiplied: 672 MB with 8 bits and 450 MB with 4, the process included, which no file has behind it.
 */
function keptBytes({ entry, bits, layout, lookedUp }: KeptMatrix): number {
  if (bits === null) return entry.byteLength;
  const [rows = 0, columns = 0] = entry.shape;
  const [outputs, inputs] = layout === 'in-out' ? [columns, rows] : [rows, columns];
  const { values, scales, zeros } = blockBytes({ outputs, inputs, bits, size: blockSize });
  return values + 2 * scales + zeros + (lookedUp ? entry.byteLength : 0);
}
