import { join } from 'node:path';
import { contendersFolder, root } from '../paths';
import { pythonExecutable, transformersJsDriver } from '../prepare/environments';
import { lineProgram, type LineProgram } from './line-program';

/** What a model is to go on with; nothing ends a text before its length. */
export interface GenerationQuestion {
  readonly ids: readonly number[];
  readonly newTokens: number;
  /** 1: greedily. More are sampled with temperature 0.3 and top_p 0.9. */
  readonly sequences: number;
  /** Of Model Lens: whether every step's distribution is kept, as the view needs it. */
  readonly keep: boolean;
}

export interface GenerationAnswer {
  readonly ms: number;
  /** New tokens of each sequence. */
  readonly ids: readonly (readonly number[])[];
}

/** A program that goes on with texts. */
export interface Generates extends Pick<LineProgram, 'name' | 'stop'> {
  generate(question: GenerationQuestion): Promise<GenerationAnswer>;
}

/** The engine's loop on the safetensors, in a process of its own. */
export function startOursGenerating(model: string, threads: number): Generates {
  const script = join(root, '.cache/bench/generate-ours.cjs');
  return generates(lineProgram('Model Lens', process.execPath, [script, model, String(threads)], threads));
}

/** `generate` of transformers in float32. */
export function startPythonGenerating(model: string, threads: number): Generates {
  const script = join(contendersFolder, 'python_generate.py');
  return generates(lineProgram('Python', pythonExecutable(), [script, model, String(threads)], threads));
}

/** `generate` of transformers.js on the ONNX export with cache. */
export function startTransformersJsGenerating(model: string, threads: number): Generates {
  const script = transformersJsDriver('transformers-js-generate.mjs');
  return generates(lineProgram('transformers.js', process.execPath, [script, model, String(threads)], threads));
}

function generates({ ask, ...program }: LineProgram): Generates {
  return { ...program, generate: async (question) => (await ask(question)) as GenerationAnswer };
}
