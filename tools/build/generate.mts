// Makes the code that is generated rather than written: TypeScript for ONNX's protobuf messages.
import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const source = join(root, 'third_party/onnx/onnx.proto');
const target = join(root, 'src/engine/formats/onnx/generated/onnx_pb.ts');

/** Generates unless the result is newer than the .proto file. */
export function generate(): void {
  if (existsSync(target) && statSync(target).mtimeMs > statSync(source).mtimeMs) return;
  const bin = join(root, 'node_modules/.bin');
  execFileSync(join(bin, process.platform === 'win32' ? 'buf.cmd' : 'buf'), ['generate'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, PATH: `${bin}${process.platform === 'win32' ? ';' : ':'}${process.env['PATH'] ?? ''}` },
  });
}

if (process.argv[1] === import.meta.filename) generate();
