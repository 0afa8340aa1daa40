import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { contendersFolder } from '../paths';
import { pythonExecutable, transformersJsFolder } from '../prepare/environments';
import { peakMemoryOf, type Answer, type Contender } from './contender';

/** A contender that reads a JSON list of texts a line and writes a JSON list of answers a line. */
function lineDriven(name: string, command: string, args: readonly string[], threads: number): Contender {
  const env = { ...process.env, OMP_NUM_THREADS: String(threads), TOKENIZERS_PARALLELISM: 'false' };
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'ignore'], env });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    name,
    async predict(texts) {
      child.stdin.write(`${JSON.stringify(texts)}\n`);
      const line = await lines.next();
      if (line.done === true)
        throw new Error(`${name} ended early; run it by hand to see why: ${command} ${args.join(' ')}`);
      return JSON.parse(line.value) as Answer[];
    },
    peakMemory: () => peakMemoryOf(child.pid),
    stop: () => child.kill('SIGKILL'),
  };
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
  const script = join(transformersJsFolder(), 'driver.mjs');
  return lineDriven('transformers.js', process.execPath, [script, model, String(threads)], threads);
}
