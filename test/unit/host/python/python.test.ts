import { spawnSync } from 'node:child_process';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultEncodeOptions } from '../../../../src/common/contracts/run';
import { pythonString } from '../../../../src/host/python/string-literal';
import { toPython, type PythonParams } from '../../../../src/host/python/to-python';
import { chosen, modelInfo } from '../fakes';

const params: PythonParams = {
  model: chosen.resolved,
  info: modelInfo,
  texts: ['I am excited'],
  pair: null,
  options: defaultEncodeOptions,
  maxLength: 512,
};

const hard = [
  '',
  '"',
  "'",
  '\\',
  '\\n',
  '\n\r\t',
  '"""',
  'a\u202eb',
  '\u0000\u007f\u0085\u2028',
  '\ud800x',
  '😀👩‍💻',
  '{x}',
  '\ue000',
];
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(...hard),
  fc.string().map((text) => `${text}\ud83d`),
);

/** Reads a literal back, knowing of Python's escapes only what `pythonString` may use. */
function unescape(literal: string): string {
  const named: Record<string, string> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };
  return literal
    .slice(1, -1)
    .replace(/\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|(.))/g, (_, x, u, wide, name: string) => {
      const code = (x ?? u ?? wide) as string | undefined;
      return code === undefined ? (named[name] ?? '?') : String.fromCodePoint(parseInt(code, 16));
    });
}

/** Python 3 where there is one. */
function python(program: string, input: string): string | undefined {
  const { status, stdout, stderr, error } = spawnSync('python3', ['-c', program], { input, encoding: 'utf8' });
  if (error) return undefined;
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

describe('pythonString', () => {
  it('is the text again when read back', () => {
    fc.assert(fc.property(anyText, (text) => unescape(pythonString(text)) === text));
  });

  it('is one line of what can be seen', () => {
    fc.assert(fc.property(anyText, (text) => /^"[\p{L}\p{M}\p{N}\p{P}\p{S} ]*"$/u.test(pythonString(text))));
    expect(pythonString('say "hi"\n\u202e')).toBe('"say \\"hi\\"\\n\\u202e"');
  });

  it('is the same text to Python', () => {
    const texts = [...hard, ...fc.sample(anyText, 300)];
    const program = [
      'import ast, json, sys',
      'for line in sys.stdin.buffer.read().decode("utf8").split("\\n"):',
      '    print(json.dumps(ast.literal_eval(line)))',
    ].join('\n');
    const output = python(program, texts.map(pythonString).join('\n'));
    if (output === undefined) return;
    const read = output
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as string);
    expect(read).toEqual(texts);
  });
});

describe('toPython', () => {
  it('opens an ONNX file with Optimum, by its folder and name', () => {
    const info = { ...modelInfo, weightFiles: ['onnx/model_quantized.onnx', 'onnx/model_quantized.onnx_data'] };
    const text = toPython({ ...params, info });
    expect(text).toContain('from optimum.onnxruntime import ORTModelForSequenceClassification');
    expect(text).toContain('subfolder="onnx", file_name="model_quantized.onnx")');
    expect(text).not.toContain('AutoModelForSequenceClassification');
    expect(toPython({ ...params, info: { ...info, weightFiles: ['model.onnx'] } })).toContain(
      '(model_id, file_name="model.onnx")',
    );
  });

  it('is a few lines of transformers', () => {
    expect(toPython(params)).toBe(`import torch
from transformers import AutoModelForSequenceClassification, AutoTokenizer

model_id = "/models/model"
tokenizer = AutoTokenizer.from_pretrained(model_id)
model = AutoModelForSequenceClassification.from_pretrained(model_id).eval()

texts = [
    "I am excited",
]
inputs = tokenizer(texts, padding=True, truncation="longest_first", max_length=512, return_tensors="pt")

with torch.no_grad():
    logits = model(**inputs).logits
scores = logits.softmax(dim=-1)
for row in scores:
    print({model.config.id2label[i]: round(score, 4) for i, score in enumerate(row.tolist())})
`);
  });

  it('names the revision of a cached model, not a folder of the cache', () => {
    const model = { id: 'org/model', revision: 'main', commit: 'abc', folder: '/cache/x', origin: 'cache' as const };
    const code = toPython({ ...params, model });
    expect(code).toContain('model_id = "org/model"');
    expect(code).toContain('from_pretrained(model_id, revision="abc")');
    expect(code).not.toContain('/cache');
  });

  it('computes in 32 bits, as the engine does', () => {
    expect(toPython({ ...params, info: { ...modelInfo, dtypes: ['F16'] } })).toContain('.float().eval()');
    expect(toPython(params)).not.toContain('.float()');
  });

  it('says pairs, windows and other problem types in the words of transformers', () => {
    const info = { ...modelInfo, problemType: 'multi_label_classification' as const };
    const code = toPython({ ...params, info, pair: 'b', options: { ...defaultEncodeOptions, stride: 32 } });
    expect(code).toContain('pairs = ["b"] * len(texts)');
    expect(code).toContain('tokenizer(texts, pairs, padding=True');
    expect(code).toContain('stride=32, return_overflowing_tokens=True');
    expect(code).toContain('inputs.pop("overflow_to_sample_mapping")');
    expect(code).toContain('logits.sigmoid()');
    expect(toPython({ ...params, info: { ...modelInfo, problemType: 'regression' } })).toContain('scores = logits\n');
  });

  it('shows tokens where there is no prediction, and needs no torch for it', () => {
    const code = toPython({ ...params, info: null });
    expect(code).not.toMatch(/torch|AutoModel/);
    expect(code).toContain('convert_ids_to_tokens');
  });

  it('is Python that compiles, whatever the texts', () => {
    const codes = fc.sample(fc.tuple(anyText, fc.option(anyText)), 30).map(([text, pair]) =>
      toPython({
        ...params,
        texts: [text],
        pair,
        options: { ...defaultEncodeOptions, stride: 2, paddingSide: 'left' },
      }),
    );
    const program = 'import json, sys\nfor code in json.loads(sys.stdin.read()): compile(code, "copied", "exec")';
    expect(python(program, JSON.stringify([...codes, toPython({ ...params, info: null })])) ?? '').toBe('');
  });
});
