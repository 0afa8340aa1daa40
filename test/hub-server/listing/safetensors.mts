import { bytesOf, type Content, contentOf } from '../content/content.mts';
import type { Snapshot } from '../repos/repo.mts';
import { tryJson } from './try-json.mts';

const mostHeaderBytes = 10_000_000;

/** Parameters by dtype, counted from the headers of the safetensors files; undefined where there are none. */
export async function safetensorsOf(snapshot: Snapshot): Promise<unknown> {
  const files = [...snapshot].filter(([path]) => path.endsWith('.safetensors') && !path.includes('/'));
  if (files.length === 0) return undefined;
  const parameters: Record<string, number> = {};
  for (const [, content] of files) await count(content, parameters);
  return { parameters, total: Object.values(parameters).reduce((sum, each) => sum + each, 0) };
}

/** Adds the parameters of a file; one whose header cannot be read adds none, as on the Hub. */
async function count(content: Content, parameters: Record<string, number>): Promise<void> {
  if (content.size < 8) return;
  const length = Number((await stretch(content, 0, 8)).readBigUInt64LE());
  if (length > mostHeaderBytes || length > content.size - 8) return;
  const header = tryJson((await stretch(content, 8, 8 + length)).toString()) ?? {};
  for (const tensor of Object.values(header).filter(isTensor)) {
    parameters[tensor.dtype] = (parameters[tensor.dtype] ?? 0) + tensor.shape.reduce((all, each) => all * each, 1);
  }
}

function isTensor(value: unknown): value is { dtype: string; shape: number[] } {
  return typeof value === 'object' && value !== null && 'dtype' in value && 'shape' in value;
}

function stretch(content: Content, start: number, end: number): Promise<Buffer> {
  return bytesOf(contentOf(end - start, () => content.read(start, end)));
}
