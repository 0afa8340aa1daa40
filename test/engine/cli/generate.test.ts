import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseOptions } from '../../../src/cli/arguments/parse-options';
import { generate } from '../../../src/cli/verbs/generate';
import { goldenFolder, goldenOf } from '../generate/support/golden';
import { modelFixture, temporaryFolder } from '../support/fixtures';
import { runCli } from '../support/run-cli';

interface Token {
  id: number;
  token: string;
  logit: number;
  probability: number;
  processedProbability: number;
}
interface Generated {
  sequences: { ids: number[]; text: string; score: number | null; steps: (Token & { top: Token[] })[] }[];
  seed: number | null;
}

// Each verb listens to standard input for a moment.
process.stdin.setMaxListeners(0);

async function run(model: string, args: readonly string[]): Promise<Generated & { notes: string[]; printed: string }> {
  const notes: string[] = [];
  const options = parseOptions([`--model=${model}`, ...args, '--json'], { ...generate.options, json: { help: '' } });
  const { json, text } = await generate.run(options, { env: {}, note: (message) => notes.push(message) });
  return { ...(json as Generated), notes, printed: text };
}

/** GPT-2 with another generation_config.json; null for none. */
function gpt2With(settings: object | null): string {
  const folder = temporaryFolder();
  cpSync(goldenFolder('gpt2'), folder, { recursive: true });
  const file = join(folder, 'generation_config.json');
  if (settings === null) rmSync(file);
  else writeFileSync(file, JSON.stringify(settings));
  return folder;
}

const [first] = goldenOf('gpt2').prompts;

describe('generate', () => {
  test('tells of every token what it was chosen among', async () => {
    const { sequences, seed } = await run(goldenFolder('gpt2'), [
      '--text',
      first!.text,
      '--eos-token-id',
      '-1',
      '--top=2',
    ]);
    expect(sequences).toHaveLength(1);
    const { ids, text, score, steps } = sequences[0]!;
    expect({ ids, score, seed }).toEqual({ ids: first!.greedy, score: null, seed: null });
    expect(text).toBe(first!.greedy_text);
    expect(steps.map(({ id }) => id)).toEqual(ids);
    expect(steps[0]).toMatchObject({ id: 220, token: 'Ġ', top: [{ id: 220, token: 'Ġ' }, {}] });
    expect(Object.keys(steps[0]!.top[1]!)).toEqual(['id', 'token', 'logit', 'probability', 'processedProbability']);
  });

  test('beams with their scores, and texts of an encoder-decoder', async () => {
    const { text, beams } = goldenOf('t5').prompts[0]!;
    const { sequences, sequences_scores: scores, texts } = beams[0]!;
    const args = ['--num-beams=4', '--num-return-sequences=3', '--max-new-tokens=12', '--early-stopping', 'false'];
    const found = await run(goldenFolder('t5'), ['--text', text, ...args]);
    expect(found.sequences.map(({ text }) => text)).toEqual(texts);
    found.sequences.forEach(({ ids, score }, row) => {
      expect(ids).toEqual(sequences[row]!.slice(0, ids.length));
      expect(score).toBeCloseTo(scores[row]!, 4);
    });
  });

  test('a stop string ends the text and stays in it', async () => {
    const { sequences } = await run(goldenFolder('gpt2'), ['--text', first!.text, '--stop', 'rn d', '--stop', 'zzz']);
    expect(sequences[0]!.text).toMatch(/rn d\w*$/);
    expect(first!.greedy_text.startsWith(sequences[0]!.text)).toBe(true);
    expect(sequences[0]!.ids.length).toBeLessThan(20);
  });

  test('several texts and sequences, repeatable by the seed that is told', async () => {
    const args = [
      '--text=The',
      '--text=My brother is',
      '--do-sample',
      '--num-return-sequences=2',
      '--max-new-tokens=5',
    ];
    const once = await run(goldenFolder('llama'), args);
    expect(once.sequences).toHaveLength(4);
    const again = await run(goldenFolder('llama'), [...args, `--seed=${once.seed ?? ''}`]);
    expect(again.sequences).toEqual(once.sequences);
  });

  test('what a person does not say comes from generation_config.json', async () => {
    const model = gpt2With({ max_new_tokens: 3, eos_token_id: [77, 299], diversity_penalty: 1, num_beams: null });
    const own = await run(model, ['--text', first!.text]);
    expect(own.sequences[0]!.ids).toEqual(first!.greedy.slice(0, 3));
    expect(own.notes.join()).toContain('diversity_penalty');
    const asked = await run(model, ['--text', first!.text, '--max-new-tokens=40']);
    expect(asked.sequences[0]!.ids).toEqual(first!.stopping?.find(({ eos_token_id: id }) => id === 77)?.tokens);
  });

  test('without generation_config.json the settings in config.json hold', async () => {
    const model = gpt2With(null);
    const config = JSON.parse(readFileSync(join(model, 'config.json'), 'utf8')) as object;
    writeFileSync(join(model, 'config.json'), JSON.stringify({ ...config, eos_token_id: 77 }));
    const { sequences } = await run(model, ['--text', first!.text]);
    expect(sequences[0]!.ids.at(-1)).toBe(77);
  });

  test('an empty prompt begins with the token that texts begin with', async () => {
    const { sequences, notes } = await run(goldenFolder('gpt2'), ['--text=', '--max-new-tokens=3']);
    expect(sequences[0]!.ids.length).toBeGreaterThan(0);
    expect(notes.join()).toContain('The prompt is empty: the model reads <|endoftext|>.');
  });

  test('what a person says goes into the chat template', async () => {
    const model = gpt2With({});
    const file = join(model, 'tokenizer_config.json');
    const config = JSON.parse(readFileSync(file, 'utf8')) as object;
    const template = "{% for m in messages %}{{ m.content + ' company' }}{% endfor %}";
    writeFileSync(file, JSON.stringify({ ...config, chat_template: template }));
    const { sequences } = await run(model, ['--text=The', '--chat', '--eos-token-id=-1']);
    expect(sequences[0]!.ids).toEqual(first!.greedy);
  });

  test('prints the text as it grows, and nothing else on standard output', async () => {
    const args = ['generate', '--model', goldenFolder('gpt2'), '--text', first!.text, '--eos-token-id', '-1'];
    const { code, stdout, stderr } = await runCli(args);
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${first!.greedy_text}\n` });
    expect(stderr).toMatch(/20 tokens/);
  });
});

describe('what cannot be is told in a sentence', () => {
  const gpt2 = goldenFolder('gpt2');
  test.each([
    ['a chat without a template', gpt2, ['--text=a', '--chat'], 'unsupported', /no chat template/],
    [
      'a prompt longer than the model reads',
      gpt2,
      [`--text=${'The company '.repeat(40)}`],
      'too-big',
      /positions for 64/,
    ],
    ['top_p above 1', gpt2, ['--text=a', '--top-p=1.5'], 'usage', /--top-p takes a number from 0 to 1/],
    ['a temperature that is none', gpt2, ['--text=a', '--temperature=warm'], 'usage', /--temperature takes a number/],
    ['an end token that is none', gpt2, ['--text=a', '--eos-token-id=end'], 'usage', /-1 for none/],
    ['end tokens and none', gpt2, ['--text=a', '--eos-token-id=-1', '--eos-token-id=4'], 'usage', /other tokens/],
    ['too many alternatives', gpt2, ['--text=a', '--top=5000'], 'usage', /at most 1000/],
    ['a model that reads as a whole', modelFixture('bert-masked-lm'), ['--text=a'], 'unsupported', /cannot go on/],
    ['a classifier', modelFixture('gpt2-sequence-classification'), ['--text=a'], 'unsupported', /text-classification/],
  ] as const)('%s', async (_, model, args, code, message) => {
    await expect(run(model, args)).rejects.toMatchObject({ code, message: expect.stringMatching(message) as string });
  });

  test('a broken generation_config.json', async () => {
    const running = run(gpt2With({ top_p: 2 }), ['--text=a']);
    await expect(running).rejects.toMatchObject({
      code: 'bad-file',
      message: expect.stringMatching(/generation_config.json/) as string,
    });
  });
});
