import { join } from 'node:path';
import { contendersFolder } from '../paths';
import { pythonExecutable, transformersJsDriver } from '../prepare/environments';
import type { Answer, Contender } from './contender';
import { lineProgram } from './line-program';

/** A contender that reads a JSON list of texts a line and writes a JSON list of answers a line. */
function lineDriven(name: string, command: string, args: readonly string[], threads: number): Contender {
  const { ask, ...program } = lineProgram(name, command, args, threads);
  return { ...program, predict: async (texts) => (await ask(texts)) as Answer[] };
}

/** Python's `pipeline` in float32. */
export function startPython(model: string, threads: number): Contender {
  const script = join(contendersFolder, 'python_predict.py');
  return lineDriven('Python', pythonExecutable(), [script, model, String(threads)], threads);
}

/** Python's eager attention with every hidden state and attention. `logits` are some of all these numbers. */
export function startPythonInside(model: string, threads: number): Contender {
  const script = join(contendersFolder, 'python_inside.py');
  return lineDriven('Python eager', pythonExecutable(), [script, model, String(threads)], threads);
}

/** transformers.js on the ONNX export of the same weights. */
export function startTransformersJs(model: string, threads: number): Contender {
  const script = transformersJsDriver('transformers-js.mjs');
  return lineDriven('transformers.js', process.execPath, [script, model, String(threads)], threads);
}
