import { expect, it } from 'vitest';
import { defaultEncodeOptions } from '../../../../src/common/contracts/run';
import { lookToPython, type LookParams } from '../../../../src/host/python/look-to-python';
import { attentionLook, chosen, modelInfo } from '../fakes';

const params: LookParams = {
  model: { ...chosen.resolved, id: 'org/model', origin: 'cache', commit: 'abc' },
  info: modelInfo,
  text: 'I am "excited"',
  pair: null,
  target: null,
  options: defaultEncodeOptions,
  maxLength: 512,
  window: 0,
  look: attentionLook,
  chosen: [],
};

it('loads the model with attention that can be looked at, and takes one head', () => {
  const code = lookToPython(params);
  expect(code).toContain(
    'model = AutoModel.from_pretrained(model_id, revision="abc", attn_implementation="eager").eval()',
  );
  expect(code).toContain('inputs = tokenizer("I am \\"excited\\"", truncation="longest_first", max_length=512, return');
  expect(code).toContain('outputs = model(**inputs, output_attentions=True)');
  expect(code).toContain('weights = outputs.attentions[3][0, 7]');
});

it.each<[Partial<LookParams['look']>, string]>([
  [{ head: null }, 'weights = outputs.attentions[3][0].mean(0)'],
  [{ head: null, allLayers: true }, 'torch.stack([layer[0].mean(0) for layer in outputs.attentions]).mean(0)'],
  [{ of: 'rollout' }, 'for attention in outputs.attentions[:4]:'],
  [{ kind: 'cross' }, 'weights = outputs.cross_attentions[3][0, 7]'],
  [{ tab: 'layers' }, 'states = outputs.hidden_states[4][0]'],
])('says what is looked at in the words of transformers: %o', (look, line) => {
  expect(lookToPython({ ...params, look: { ...attentionLook, ...look } })).toContain(line);
});

it('gives the decoder its text, and half precision the precision that was computed with', () => {
  const info = { ...modelInfo, kind: 'encoder-decoder' as const, dtypes: ['F16'] };
  const code = lookToPython({ ...params, info, target: 'Guten Tag', look: { ...attentionLook, tab: 'layers' } });
  expect(code).toContain('target = tokenizer(text_target="Guten Tag", return_tensors="pt").input_ids');
  expect(code).toContain('inputs["decoder_input_ids"] = decoder_ids');
  expect(code).toContain('outputs.encoder_hidden_states[4][0]');
  expect(code).toContain('.float().eval()');
});
