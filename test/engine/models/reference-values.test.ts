import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readCheckpoint } from '../../../src/engine/models/checkpoint';
import { loadModel } from '../../../src/engine/models/loaded-model';
import { compareCase, inputsOf, otherSettings, readGolden, referenceModels } from './support/golden';

const folders = [
  join(referenceModels, 'bart-conditional-generation'),
  join(referenceModels, 'bart-sequence-classification'),
  join(referenceModels, 'bert-base-model'),
  join(referenceModels, 'bert-masked-lm'),
  join(referenceModels, 'bert-masked-lm-bin'),
  join(referenceModels, 'bert-masked-lm-gamma-beta'),
  join(referenceModels, 'bert-question-answering'),
  join(referenceModels, 'bert-sequence-classification'),
  join(referenceModels, 'bert-token-classification'),
  join(referenceModels, 'distilbert-masked-lm'),
  join(referenceModels, 'distilbert-sequence-classification'),
  join(referenceModels, 'gemma-causal-lm'),
  join(referenceModels, 'gpt2-causal-lm'),
  join(referenceModels, 'gpt2-sequence-classification'),
  join(referenceModels, 'llama-causal-lm'),
  join(referenceModels, 'llama-sequence-classification'),
  join(referenceModels, 'llama-sharded-bfloat16'),
  join(referenceModels, 'llama3-causal-lm'),
  join(referenceModels, 'mistral-causal-lm'),
  join(referenceModels, 'olmo2-causal-lm'),
  join(referenceModels, 'phi3-causal-lm'),
  join(referenceModels, 'qwen2-causal-lm'),
  join(referenceModels, 'qwen3-causal-lm'),
  join(referenceModels, 'roberta-masked-lm'),
  join(referenceModels, 'roberta-sentiment'),
  join(referenceModels, 'roberta-sentiment-float16'),
  join(referenceModels, 'smollm3-causal-lm'),
  join(referenceModels, 'marian-conditional-generation'),
  join(referenceModels, 't5-conditional-generation'),
  join(referenceModels, 't5-gated-conditional-generation'),
  join(referenceModels, 'xlm-roberta-sequence-classification'),
  join(otherSettings, 'bart-question-answering'),
  join(otherSettings, 'bart-stacks-apart'),
  join(otherSettings, 'bert-multi-label'),
  join(otherSettings, 'bert-regression'),
  join(otherSettings, 'distilbert-four-layers'),
  join(otherSettings, 'gemma-biases'),
  join(otherSettings, 'gpt2-inverse-layers'),
  join(otherSettings, 'gpt2-question-answering'),
  join(otherSettings, 'gpt2-unscaled'),
  join(otherSettings, 'gpt2-untied'),
  join(otherSettings, 'llama-biases'),
  join(otherSettings, 'llama-head-apart'),
  join(otherSettings, 'llama-question-answering'),
  join(otherSettings, 'llama-rope-dynamic'),
  join(otherSettings, 'llama-rope-linear'),
  join(otherSettings, 'llama-rope-longrope'),
  join(otherSettings, 'llama-rope-proportional'),
  join(otherSettings, 'llama-rope-yarn'),
  join(otherSettings, 'llama-rope-yarn-mscale'),
  join(otherSettings, 'llama-without-padding'),
  join(otherSettings, 'mistral-no-window'),
  join(otherSettings, 'mistral-window-3'),
  join(otherSettings, 'olmo2-groups'),
  join(otherSettings, 'phi3-longrope'),
  join(otherSettings, 'qwen2-sliding-layers'),
  join(otherSettings, 'qwen3-layer-types'),
  join(otherSettings, 'roberta-base-model'),
  join(otherSettings, 'roberta-two-token-types'),
  join(otherSettings, 'smollm3-sliding'),
  join(otherSettings, 'marian-unscaled'),
  join(otherSettings, 'mt5-conditional-generation'),
  join(otherSettings, 't5-encoder'),
  join(otherSettings, 't5-gated-silu'),
  join(otherSettings, 't5-gelu'),
  join(otherSettings, 't5-own-tables'),
  join(otherSettings, 't5-question-answering'),
  join(otherSettings, 't5-sequence-classification'),
  join(otherSettings, 't5-token-classification'),
  join(otherSettings, 'umt5-conditional-generation'),
  join(otherSettings, 'umt5-encoder'),
];

const inner = /\.(encoder_|decoder_|cross_)?(hidden_states|attentions)\.\d+$/;

describe.each(folders)('%s gives what transformers gives', (folder) => {
  test.each(['prediction', 'inspect'] as const)('%s', async (outputs) => {
    const { golden, tensors } = await readGolden(folder);
    const expected = new Map([...tensors].filter(([name]) => outputs === 'inspect' || !inner.test(name)));
    const model = await loadModel(await readCheckpoint(folder, null), {
      device: 'cpu',
      threads: 1,
      outputs,
      runs: outputs === 'inspect' ? 'often' : 'once',
    });
    for (const each of golden.cases) {
      const actual = await model.run(inputsOf(each));
      const { wrong, compared } = compareCase(each, expected, actual, golden.tolerance.relative_to_max_abs);
      expect(wrong, each.name).toEqual([]);
      expect(compared, each.name).toBeGreaterThan(0);
      const layers = outputs === 'inspect' ? (model.info.layers ?? NaN) : -1;
      expect([...actual.keys()].filter((name) => /^(decoder_)?hidden_states\./.test(name))).toHaveLength(layers + 1);
    }
    await model.dispose();
  });
});
