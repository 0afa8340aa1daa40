import { create, toBinary, type DescField, type DescMessage } from '@bufbuild/protobuf';
import {
  ModelProtoSchema,
  StringStringEntryProtoSchema,
  TensorProtoSchema,
  TensorProto_DataLocation,
} from '../generated/onnx_pb';
import { ByteBuilder } from './byte-builder';
import type { FileWindow } from './file-window';
import { ProtoCursor } from './proto-cursor';

/** More messages (nodes, attributes, tensors, dimensions) than any graph has, and as many as fit into the memory. */
const maxMessages = 1_000_000;
/** The same of fields; of packed numbers each byte may be one. */
const maxFields = 8_000_000;
/** Well below the 100 messages within messages that protobuf's readers follow. */
const maxDepth = 64;
/** Wire types; groups (3 and 4) are not used by onnx.proto. */
const wire = { varint: 0, fixed64: 1, delimited: 2, fixed32: 5 } as const;

/** ModelProto, GraphProto, TensorProto: at this depth a tensor is a weight of the main graph. */
const weightDepth = 2;
/** `TensorProto.raw_data` and `TensorProto.data_location`, as they are written. */
const rawDataKey = 9 * 8 + wire.delimited;
const dataLocationKey = 14 * 8 + wire.varint;

/** What of a file is copied. */
export interface CopyRule {
  /** Names of fields, or of fields with their message (`TensorProto.raw_data`), that are left out. */
  readonly without: ReadonlySet<string>;
  readonly maxBytes: number;
  /**
   * Where this is given, the content of the main graph's larger weights is not copied: they then refer to their place in
   * this file ("external data"), called `location`.
   */
  readonly refer?: { readonly location: string; readonly overBytes: number };
}

/**
 * Copies an ONNX file (a serialised ModelProto) without what is not wanted of it, which is skipped, not read: the memory
 * does not grow with the file. A file with more structure than any model has is refused, so that the copy can be decoded.
 * @param name of the file for error texts
 * @throws LensError `bad-file` for what is no ONNX file or ends early, `too-big`
 */
export function copyLean(file: FileWindow, name: string, rule: CopyRule): Uint8Array {
  return new LeanCopy(new ProtoCursor(file, name), rule).copy();
}

interface Kept {
  readonly message: DescMessage | undefined;
  readonly packed: boolean;
}

class LeanCopy {
  readonly #out = new ByteBuilder();
  readonly #in: ProtoCursor;
  readonly #rule: CopyRule;
  readonly #fields = new Map<DescMessage, ReadonlyMap<number, Kept>>();
  #messagesSeen = 0;
  #fieldsSeen = 0;

  constructor(cursor: ProtoCursor, rule: CopyRule) {
    this.#in = cursor;
    this.#rule = rule;
  }

  copy(): Uint8Array {
    this.#message(ModelProtoSchema, this.#in.size, 0);
    return this.#out.finish();
  }

  #message(desc: DescMessage, end: number, depth: number): void {
    if (depth > maxDepth) throw this.#in.broken();
    if (++this.#messagesSeen > maxMessages) throw this.#in.tooBig();
    const fields = this.#fieldsOf(desc);
    const isWeight = depth === weightDepth && desc === TensorProtoSchema;
    let isReferred = false;
    while (this.#in.at < end) {
      this.#count(1);
      const key = this.#in.varint(end);
      const number = Math.floor(key / 8);
      if (number === 0) throw this.#in.broken();
      if (isWeight && key === rawDataKey && this.#refer(end)) {
        isReferred = true;
        continue;
      }
      // Some writers say that the content is in the tensor, behind the content; it is not any more.
      const isOverruled = isReferred && key === dataLocationKey;
      this.#value(isOverruled ? undefined : fields.get(number), key, end, depth);
    }
  }

  /** Writes where the content ahead lies in place of it, if it is large enough; skips it then. */
  #refer(end: number): boolean {
    const { refer } = this.#rule;
    const start = this.#in.at;
    const length = this.#in.varint(end);
    if (length > end - this.#in.at) throw this.#in.broken();
    if (refer === undefined || length <= refer.overBytes) {
      this.#in.at = start;
      return false;
    }
    const place = create(TensorProtoSchema, {
      dataLocation: TensorProto_DataLocation.EXTERNAL,
      externalData: Object.entries({ location: refer.location, offset: this.#in.at, length }).map(([key, value]) =>
        create(StringStringEntryProtoSchema, { key, value: String(value) }),
      ),
    });
    for (const byte of toBinary(TensorProtoSchema, place)) this.#out.push(byte);
    this.#in.at += length;
    return true;
  }

  #value(field: Kept | undefined, key: number, end: number, depth: number): void {
    switch (key % 8) {
      case wire.varint: {
        this.#stretch(field, key, this.#in.varintLength(end), end);
        return;
      }
      case wire.fixed64: {
        this.#stretch(field, key, 8, end);
        return;
      }
      case wire.fixed32: {
        this.#stretch(field, key, 4, end);
        return;
      }
      case wire.delimited: {
        this.#delimited(field, key, end, depth);
        return;
      }
      default:
        throw this.#in.broken();
    }
  }

  #delimited(field: Kept | undefined, key: number, end: number, depth: number): void {
    const length = this.#in.varint(end);
    if (field?.message === undefined) {
      this.#stretch(field, key, length, end, true);
      return;
    }
    if (length > end - this.#in.at) throw this.#in.broken();
    const { message } = field;
    this.#out.varint(key);
    this.#out.withLength(() => this.#message(message, this.#in.at + length, depth + 1));
  }

  /** Copies the next bytes as the value of a field that is kept; skips them otherwise. */
  #stretch(field: Kept | undefined, key: number, length: number, end: number, delimited = false): void {
    if (length > end - this.#in.at) throw this.#in.broken();
    if (field === undefined) {
      this.#in.at += length;
      return;
    }
    this.#count(field.packed ? length : 0);
    if (this.#out.length + length > this.#rule.maxBytes) throw this.#in.tooBig();
    this.#out.varint(key);
    if (delimited) this.#out.varint(length);
    for (let i = 0; i < length; i++) this.#out.push(this.#in.byte());
  }

  #count(fields: number): void {
    this.#fieldsSeen += fields;
    if (this.#fieldsSeen > maxFields) throw this.#in.tooBig();
  }

  /** The fields of a message that are copied, by number. */
  #fieldsOf(desc: DescMessage): ReadonlyMap<number, Kept> {
    const known = this.#fields.get(desc);
    if (known !== undefined) return known;
    const kept = desc.fields.filter((field) => this.#isKept(field));
    const fields = new Map(kept.map((field) => [field.number, { message: field.message, packed: isPacked(field) }]));
    this.#fields.set(desc, fields);
    return fields;
  }

  #isKept({ parent, name }: DescField): boolean {
    return !this.#rule.without.has(name) && !this.#rule.without.has(`${parent.name}.${name}`);
  }
}

function isPacked(field: DescField): boolean {
  return field.fieldKind === 'list' && field.listKind === 'scalar' && field.packed;
}
