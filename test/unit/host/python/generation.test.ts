import { expect, it } from 'vitest';
import { generationToPython, type GenerationPythonParams } from '../../../../src/host/python/generation-to-python';
import { chosen } from '../fakes';
import { settingsWith, tokensOf } from '../lens/generation/fake-generator';

const settings = settingsWith({ do_sample: true, top_p: 0.9, stop_strings: ['."'], bad_words_ids: [[1, 2]] });
const params: GenerationPythonParams = {
  model: { ...chosen.resolved, id: 'org/model', origin: 'cache', commit: 'abc' },
  text: 'Once "upon"',
  chat: false,
  isEncoderDecoder: false,
  branch: { settings, seed: 42, shared: 0, sequences: [{ tokens: tokensOf(' there'), end: 'length', score: null }] },
};

it('goes on by generate, with what was set and nothing else', () => {
  expect(generationToPython(params)).toBe(`from transformers import AutoModelForCausalLM, AutoTokenizer, set_seed

model_id = "org/model"
tokenizer = AutoTokenizer.from_pretrained(model_id, revision="abc")
model = AutoModelForCausalLM.from_pretrained(model_id, revision="abc").float().eval()

inputs = tokenizer("Once \\"upon\\"", return_tensors="pt")
set_seed(42)
outputs = model.generate(
    **inputs,
    stop_strings=[".\\""],
    do_sample=True,
    top_p=0.9,
    bad_words_ids=[[1, 2]],
    tokenizer=tokenizer,
)
for ids in outputs:
    print(repr(tokenizer.decode(ids[inputs["input_ids"].shape[1] :], skip_special_tokens=True)))
`);
});

it('goes on from the tokens that a branch begins with', () => {
  const branch = {
    ...params.branch,
    shared: 2,
    sequences: [{ tokens: tokensOf(' a', ' girl'), end: null, score: null }],
  };
  const code = generationToPython({ ...params, branch });
  expect(code).toMatch(/^import torch\n/);
  expect(code).toContain('inputs["input_ids"] = torch.cat([inputs["input_ids"], torch.tensor([[2, 5]])], dim=1)');
  const translated = generationToPython({ ...params, branch, isEncoderDecoder: true });
  expect(translated).toContain('AutoModelForSeq2SeqLM');
  expect(translated).toContain('model.config.decoder_start_token_id), torch.tensor([[2, 5]])], dim=1)');
  expect(translated).toContain('tokenizer.decode(ids, skip_special_tokens=True)');
});

it('puts the chat template around what a person says', () => {
  expect(generationToPython({ ...params, chat: true })).toContain(
    'tokenizer.apply_chat_template([{"role": "user", "content": "Once \\"upon\\""}], add_generation_prompt=True',
  );
});
