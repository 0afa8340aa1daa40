/** The bytes of a safetensors file with this header, whatever it says, and this many bytes of data. */
export function fileBytes(header: unknown, dataLength: number): Uint8Array {
  const json = typeof header === 'string' ? header : JSON.stringify(header);
  const text = new TextEncoder().encode(json);
  const bytes = new Uint8Array(8 + text.length + dataLength);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  return bytes;
}

/** An entry of a header. */
export function entry(dtype: string, shape: unknown, from: unknown, to: unknown): unknown {
  return { dtype, shape, data_offsets: [from, to] };
}
