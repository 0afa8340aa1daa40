import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { cache, root } from '../paths';

/** Runs `make` in a fresh folder of the cache unless an earlier run finished it with the same `inputs`; gives the folder. */
export function prepared(name: string, inputs: readonly string[], make: (folder: string) => void): string {
  const hash = createHash('sha256');
  for (const file of inputs) hash.update(readFileSync(file));
  const folder = join(cache, `${name}-${hash.digest('hex').slice(0, 12)}`);
  const marker = join(folder, '.complete');
  if (existsSync(marker)) return folder;
  process.stderr.write(`Preparing ${name} in ${folder} ...\n`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  make(folder);
  writeFileSync(marker, '');
  return folder;
}

/** The Python with torch and transformers: MODEL_LENS_BENCH_PYTHON, or an environment made from requirements.txt. */
export function pythonExecutable(): string {
  return process.env['MODEL_LENS_BENCH_PYTHON'] ?? pythonWith('python', 'requirements.txt');
}

/** The Python with huggingface_hub: a small environment of its own. */
export function hubPythonExecutable(): string {
  return pythonWith('python-hub', 'requirements-hub.txt');
}

function pythonWith(name: string, file: string): string {
  const requirements = join(root, 'tools/bench', file);
  const bin = process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python'];
  const folder = prepared(name, [requirements], (target) => {
    execFileSync('python3', ['-m', 'venv', target], { stdio: 'inherit' });
    execFileSync(join(target, ...bin), ['-m', 'pip', 'install', '-q', '-r', requirements], { stdio: 'inherit' });
  });
  return join(folder, ...bin);
}

const drivers = ['transformers-js.mjs', 'transformers-js-generate.mjs'] as const;

/** A script that drives transformers.js, in a folder in which that is installed. */
export function transformersJsDriver(name: (typeof drivers)[number]): string {
  return join(transformersJsFolder(), name);
}

function transformersJsFolder(): string {
  const source = join(root, 'tools/bench/transformers-js');
  const scripts = drivers.map((driver) => join(root, 'tools/bench/contenders', driver));
  const files = ['package.json', 'package-lock.json', '.npmrc'].map((file) => join(source, file));
  return prepared('transformers-js', [...files, ...scripts], (target) => {
    for (const file of [...files, ...scripts]) cpSync(file, join(target, basename(file)));
    execFileSync('npm', ['ci', '--ignore-scripts'], {
      cwd: target,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    });
  });
}

/** A DistilBERT of the published size with random weights, as safetensors and as ONNX. */
export function distilbertSizeCheckpoint(): string {
  return checkpoint('distilbert-size', 'checkpoint.py');
}

/** A BERT of the published base size with random weights. */
export function bertBaseCheckpoint(): string {
  return checkpoint('bert-base', 'bert_base.py');
}

/** A BERT of the base size with random weights that reads 2,048 tokens. */
export function bertLongCheckpoint(): string {
  return checkpoint('bert-long', 'bert_long.py');
}

/** A GPT-2 of the published small size with random weights. */
export function gpt2SmallCheckpoint(): string {
  return checkpoint('gpt2-small', 'gpt2_small.py');
}

/** A GPT-2 of distilgpt2's size with random weights, as safetensors and as ONNX with a cache. */
export function distilgpt2Checkpoint(): string {
  return checkpoint('distilgpt2', 'distilgpt2.py', 'cached_export.py');
}

/** A Llama with 0.47 billion random weights, as safetensors and as ONNX with a cache. */
export function llamaHalfBillionCheckpoint(): string {
  return checkpoint('llama-half-billion', 'llama_half_billion.py', 'cached_export.py');
}

/** A Llama with random bfloat16 weights of 1 GB. */
export function llamaCheckpoint(): string {
  return checkpoint('llama-1gb', 'llama_1gb.py');
}

/** @param imported scripts beside `file` that it uses */
function checkpoint(name: string, file: string, ...imported: string[]): string {
  const [script = '', ...others] = [file, ...imported].map((each) => join(root, 'tools/bench/prepare', each));
  const folder = prepared(name, [script, ...others], (target) => {
    execFileSync(pythonExecutable(), [script, join(target, 'model')], { stdio: 'inherit' });
  });
  return join(folder, 'model');
}
