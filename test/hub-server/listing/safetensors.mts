import { bytesOf, type Content, contentOf } from '../content/content.mts';
import type { Repo } from '../repos/repo.mts';

const mostHeaderBytes = 10_000_000;

/** Parameters by dtype, counted from the headers of the safetensors files; undefined where there are none. */
export async function safetensorsOf(repo: Repo, commit: string): Promise<unknown> {
  const files = [...repo.files(commit)].filter(([path]) => path.endsWith('.safetensors') && !path.includes('/'));
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
  const header = parse((await stretch(content, 8, 8 + length)).toString());
  for (const [name, { dtype, shape }] of Object.entries(header)) {
    if (name === '__metadata__') continue;
    parameters[dtype] = (parameters[dtype] ?? 0) + shape.reduce((product, each) => product * each, 1);
  }
}

function parse(text: string): Record<string, { dtype: string; shape: number[] }> {
  try {
    return JSON.parse(text) as Record<string, { dtype: string; shape: number[] }>;
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

function stretch(content: Content, start: number, end: number): Promise<Buffer> {
  return bytesOf(contentOf(end - start, () => content.read(start, end)));
}
