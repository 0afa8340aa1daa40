import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { goldenFolder } from '../generate/support/golden';
import { Asked } from '../internals/support/ask';
import { modelFixture, temporaryFolder } from '../support/fixtures';
import { generated, noEnd, open, promptOf, settings } from './support/generation';

/** GPT-2 with files changed. */
function gpt2With(change: (folder: string) => void): string {
  const folder = temporaryFolder();
  cpSync(goldenFolder('gpt2'), folder, { recursive: true });
  change(folder);
  return folder;
}

const setConfig =
  (file: string, given: object) =>
  (folder: string): void => {
    const known = JSON.parse(readFileSync(join(folder, file), 'utf8')) as object;
    writeFileSync(join(folder, file), JSON.stringify({ ...known, ...given }));
  };

/** The last norm's weights become NaN. */
function breakWeights(folder: string): void {
  const file = join(folder, 'model.safetensors');
  const bytes = readFileSync(file);
  const length = Number(bytes.readBigUInt64LE(0));
  const header = JSON.parse(bytes.toString('utf8', 8, 8 + length)) as Record<
    string,
    { data_offsets: [number, number] }
  >;
  const [from, to] = Object.entries(header).find(([name]) => name.endsWith('ln_f.weight'))![1].data_offsets;
  bytes.fill(0xff, 8 + length + from, 8 + length + to);
  writeFileSync(file, bytes);
}

describe('how a model generates', () => {
  test('is told with what nobody said filled in', async () => {
    const found = await (await open('gpt2')).ask('generationDefaults', {});
    expect(found).toMatchObject({
      ...{ refusal: null, ignored: [], hasChatTemplate: false, room: 64 },
      settings: { max_new_tokens: 20, max_length: null, do_sample: false, top_k: 50, eos_token_id: 299 },
    });
  });

  test('or why it does not', async () => {
    const asked = await Asked.open(modelFixture('bert-masked-lm'));
    const { refusal } = await asked.ask('generationDefaults', {});
    expect(refusal).toMatchObject({ code: 'unsupported', message: expect.stringMatching(/cannot go on/) as string });
    await expect(generated(asked, promptOf('a'), {})).rejects.toMatchObject({ code: 'unsupported' });
  });
});

describe('what cannot be is told in a sentence', () => {
  test('an empty prompt begins with the token that texts begin with, where there is one', async () => {
    const { result } = await generated(await open('gpt2'), promptOf(''), { max_new_tokens: 2, ...noEnd });
    expect(result.prompt).toEqual([{ id: 299, token: '<|endoftext|>', text: '', special: true }]);
    expect(result.sequences[0]?.tokens).toHaveLength(2);
    const none = gpt2With((folder) => {
      setConfig('tokenizer_config.json', { bos_token: null })(folder);
      setConfig('config.json', { bos_token_id: null })(folder);
    });
    const asking = generated(await Asked.open(none), promptOf(''), {});
    await expect(asking).rejects.toMatchObject({ code: 'usage', message: expect.stringMatching(/empty/) as string });
  });

  test.each([
    ['a prompt longer than the model reads', promptOf('The company '.repeat(40)), {}, 'too-big', /positions for 64/],
    ['a token behind it that is none', promptOf('The', [4000]), {}, 'usage', /no token id 4000/],
    ['a chat without a template', { ...promptOf('The'), chat: true }, {}, 'unsupported', /no chat template/],
    ['several greedy sequences', promptOf('The'), { num_return_sequences: 2 }, 'usage', /Greedy/],
  ] as const)('%s', async (_, prompt, given, code, message) => {
    const asking = generated(await open('gpt2'), { ...prompt, prefix: [...prompt.prefix] }, given);
    await expect(asking).rejects.toMatchObject({ code, message: expect.stringMatching(message) as string });
  });

  test('logits that are not numbers', async () => {
    const asked = await Asked.open(gpt2With(breakWeights));
    const expected = { code: 'bad-file', message: expect.stringMatching(/not numbers/) as string };
    await expect(generated(asked, promptOf('The'), {})).rejects.toMatchObject(expected);
    const params = { prompt: promptOf('The'), settings: settings({}), chosen: 1, at: null, top: 4 };
    await expect(asked.ask('generationStep', params)).rejects.toMatchObject(expected);
  });

  test('a broken generation_config.json', async () => {
    const asked = await Asked.open(gpt2With(setConfig('generation_config.json', { top_p: 2 })));
    const { refusal } = await asked.ask('generationDefaults', {});
    expect(refusal).toMatchObject({ code: 'bad-file', message: expect.stringMatching(/top_p/) as string });
  });
});
