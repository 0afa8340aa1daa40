import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { chatText } from '../../../src/engine/generate/chat/chat-texts';
import { readChatTemplate } from '../../../src/engine/generate/chat/chat-template';
import { renderTemplate } from '../../../src/engine/generate/chat/render-template';
import { readPrompt } from '../../../src/engine/generate/prompt/read-prompt';
import { openTokenizer } from '../../../src/engine/tokenizers/text-tokenizer';
import { temporaryFolder } from '../support/fixtures';
import { goldenFolder } from './support/golden';

interface Golden {
  readonly templates: Readonly<Record<string, string>>;
  readonly cases: readonly { readonly name: string; readonly said: string; readonly text: string; ids: number[] }[];
}

const golden = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../fixtures/chat-templates/golden.json'), 'utf8'),
) as Golden;

/** Llama's tokenizer with `chat_template`, or with files beside it. */
function llamaWith(template: unknown, files: Readonly<Record<string, string>> = {}): string {
  const folder = temporaryFolder();
  for (const name of ['config.json', 'tokenizer.json']) cpSync(join(goldenFolder('llama'), name), join(folder, name));
  const config = readFileSync(join(goldenFolder('llama'), 'tokenizer_config.json'), 'utf8');
  const settings = { ...(JSON.parse(config) as object), chat_template: template };
  writeFileSync(join(folder, 'tokenizer_config.json'), JSON.stringify(settings));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

describe('what apply_chat_template of transformers gives', () => {
  test.each(golden.cases.map((each) => [each.name, each.said, each] as const))(
    '%s: %j',
    async (name, said, { text, ids }) => {
      const folder = llamaWith(golden.templates[name]);
      const found = await chatText(folder, said);
      expect(found).toBe(text);
      const prompt = await readPrompt(await openTokenizer(folder), found, false);
      expect(prompt.ids).toEqual(ids);
      expect(prompt.pieces.filter(({ special }) => special).every((piece) => piece.text === '')).toBe(true);
    },
  );
});

describe('where a template is found', () => {
  const named = [
    { name: 'tool_use', template: 'tools' },
    { name: 'default', template: 'usual' },
  ];

  test.each([
    ['a text', 'one', {}, 'one'],
    ['the one called default', named, {}, 'usual'],
    ['a file of its own, which comes first', 'one', { 'chat_template.jinja': 'file' }, 'file'],
    ['several without a default', named.slice(0, 1), {}, null],
    ['none', undefined, {}, null],
    ['something else', 7, {}, null],
  ] as const)('%s', async (_, template, files, text) => {
    expect((await readChatTemplate(llamaWith(template, files)))?.text ?? null).toBe(text);
  });

  test('special tokens go with it by their names', async () => {
    const template = await readChatTemplate(llamaWith('x'));
    expect(template?.specialTokens).toEqual({
      bos_token: '<|begin_of_text|>',
      eos_token: '<|eot_id|>',
      pad_token: '<|end_of_text|>',
    });
  });

  test('a model without one says so', async () => {
    const folder = llamaWith('x');
    rmSync(join(folder, 'tokenizer_config.json'));
    await expect(chatText(folder, 'a')).rejects.toMatchObject({ code: 'unsupported' });
  });
});

describe('a template that goes wrong is told in a sentence', () => {
  const doubled = (start: string, plus: string, times: number, end: string): string =>
    `{% set ns = namespace(x=${start}) %}{% for i in range(${times}) %}{% set ns.x = ns.x ${plus} ns.x %}{% endfor %}${end}`;

  test.each([
    ['one that refuses', "{{ raise_exception('Only tools may speak.') }}", 'bad-file', /fails: Only tools may speak/],
    ['one that is broken', '{% for %}', 'bad-file', /chat template fails/],
    ['one that calls what is not there', '{{ messages.nothing() }}', 'bad-file', /chat template fails/],
    ['one that grows without end', doubled('[1, 2]', '+', 60, ''), 'bad-file', /too much memory/],
    // In a thread this would end the whole process.
    ['one whose text grows', doubled("'aaaaaaaaaaaaaaaa'", '~', 24, '{{ ns.x | upper }}'), 'bad-file', /memory/],
  ] as const)('%s', async (_, template, code, message) => {
    const rendering = renderTemplate(template, { messages: [] });
    await expect(rendering).rejects.toMatchObject({ code, message: expect.stringMatching(message) as string });
  });

  test('one that never ends is stopped', async () => {
    const loops = '{% for i in range(100000) %}{% for j in range(100000) %}{% endfor %}{% endfor %}';
    await expect(renderTemplate(loops, {}, 200)).rejects.toMatchObject({
      code: 'too-big',
      message: expect.stringMatching(/0.2 seconds and was stopped/) as string,
    });
  });

  test('one of a megabyte and more is not read', async () => {
    await expect(readChatTemplate(llamaWith('a'.repeat(1_000_001)))).rejects.toMatchObject({ code: 'bad-file' });
  });
});
