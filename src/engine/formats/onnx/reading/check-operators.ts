import { LensError } from '../../../../common/errors/lens-error';
import type { ModelProto, NodeProto } from '../generated/onnx_pb';
import { nodesIn } from './nested';

/** More nodes than any model has once its functions are written out, which ONNX Runtime does when it loads one. */
const maxNodes = 1_000_000;
/** Functions that call functions, each within the one before. */
const maxNesting = 100;

/** Domains of operators that ONNX Runtime's packages have; others come from libraries that a file cannot bring. */
const domains = new Set([
  '',
  'ai.onnx',
  'ai.onnx.ml',
  'ai.onnx.preview',
  'ai.onnx.preview.training',
  'ai.onnx.training',
  'com.microsoft',
  'com.microsoft.experimental',
  'com.microsoft.nchwc',
  'com.ms.internal.nhwc',
]);

/**
 * Checks the operators of a model: known, or one of the model's own functions; those must not call themselves, nor grow
 * without measure when they are written out.
 * @throws LensError `unsupported` that names the operator, `bad-file`, `too-big`
 */
export function checkOperators({ graph, functions }: ModelProto, file: string): void {
  const own = new Map(functions.map((each) => [keyOf(each.domain, each.name), each.node]));
  const sizes = new Map<string, number | 'open'>();
  const sizeOf = (nodes: readonly NodeProto[], depth: number): number => {
    let size = 0;
    if (depth > maxNesting) throw tooBig(file);
    for (const { domain, opType } of nodesIn(nodes)) {
      const key = keyOf(domain, opType);
      const body = own.get(key);
      if (body === undefined && !domains.has(domain)) throw unknown(domain, opType, file);
      size += 1 + (body === undefined ? 0 : sizeOfFunction(key, body, depth + 1));
      if (size > maxNodes) throw tooBig(file);
    }
    return size;
  };
  const sizeOfFunction = (key: string, body: readonly NodeProto[], depth: number): number => {
    const known = sizes.get(key);
    if (known === 'open') throw recursive(key, file);
    if (known !== undefined) return known;
    sizes.set(key, 'open');
    const size = sizeOf(body, depth);
    sizes.set(key, size);
    return size;
  };
  sizeOf(graph?.node ?? [], 0);
  for (const [key, body] of own) sizeOfFunction(key, body, 1);
}

function keyOf(domain: string, name: string): string {
  return `${domain}:${name}`;
}

function unknown(domain: string, opType: string, file: string): LensError {
  return new LensError(
    'unsupported',
    `${file} uses the operator ${opType} of ${domain}, which ONNX Runtime does not have.`,
    'Choose another ONNX file, or export the model again with the standard operators.',
  );
}

function tooBig(file: string): LensError {
  return new LensError('too-big', `${file} describes a larger graph than any model has.`);
}

function recursive(key: string, file: string): LensError {
  return new LensError('bad-file', `In ${file} the function ${key} calls itself.`, 'Download the model again.');
}
