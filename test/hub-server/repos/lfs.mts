import { createHash } from 'node:crypto';
import type { Content } from '../content/content.mts';

const endings = /\.(safetensors|bin|onnx|onnx_data|h5|msgpack|gguf|pt|pth|model)$/;

/** Whether the Hub keeps a file outside git: by its ending, or because it is large. */
export function isLfs(path: string, content: Content): boolean {
  return endings.test(path) || content.size > 10_000_000;
}

/** What git has in place of such a file, as https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md says. */
export async function lfsPointer(content: Content): Promise<string> {
  const hash = await content.sha256();
  return `version https://git-lfs.github.com/spec/v1\noid sha256:${hash}\nsize ${content.size}\n`;
}

/** The hash that a git tree has for a file: of its bytes, or of the pointer to them. */
export async function gitHash(path: string, content: Content): Promise<string> {
  if (!isLfs(path, content)) return content.gitSha();
  const pointer = await lfsPointer(content);
  return createHash('sha1').update(`blob ${pointer.length}\0${pointer}`).digest('hex');
}
