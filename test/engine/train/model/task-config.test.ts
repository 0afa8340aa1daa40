import { expect, test } from 'vitest';
import type { RawConfig } from '../../../../src/engine/architectures/config/raw-config';
import { taskConfig } from '../../../../src/engine/train/model/training-config';

const config: RawConfig = {
  model_type: 'bert',
  ...{ vocab_size: 30, hidden_size: 8, num_hidden_layers: 1, num_attention_heads: 2, intermediate_size: 8 },
};
const choices = { task: 'text-generation', labels: null, problemType: null } as const;

test('layers that see the next word are not trained to tell it', () => {
  const message = 'Models of the architecture bert cannot be trained for text-generation.';
  expect(() => taskConfig(config, choices)).toThrow(message);
});

test("BERT's layers as a decoder are, under the name that transformers has for it", () => {
  const { raw, head, configured } = taskConfig({ ...config, is_decoder: true }, choices);
  expect(raw.architectures).toEqual(['BertLMHeadModel']);
  expect([head, configured.facts.kind]).toEqual(['ForCausalLM', 'decoder-only']);
});
