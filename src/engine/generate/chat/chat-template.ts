import { join } from 'node:path';
import { LensError } from '../../../common/errors/lens-error';
import { readTextFile } from '../../tokenizers/files/read-file';
import { readTokenizerConfig } from '../../tokenizers/files/tokenizer-config';

const maxTemplateBytes = 1_000_000;

/** A model's chat template with what it is given beside the messages. */
export interface ChatTemplate {
  readonly text: string;
  /** The special tokens of the tokenizer by their names in transformers, `bos_token` for one. */
  readonly specialTokens: Readonly<Record<string, string>>;
}

/**
 * Reads the chat template of a model folder as transformers does: chat_template.jinja, else `chat_template` of
 * tokenizer_config.json, of several the one that is called "default". Null where there is none.
 * @throws LensError `bad-file` for a file that is broken
 */
export async function readChatTemplate(folder: string): Promise<ChatTemplate | null> {
  const { config, specialTokens } = await readTokenizerConfig(folder);
  const file = await readTextFile(join(folder, 'chat_template.jinja'), maxTemplateBytes);
  const text = file ?? defaultOf(config.chat_template ?? null);
  if (text === null) return null;
  if (text.length > maxTemplateBytes) {
    throw new LensError('bad-file', `The model's chat template has ${text.length} characters, more than any needs.`);
  }
  const given = Object.entries(specialTokens).filter(([, token]) => typeof token === 'string');
  return { text, specialTokens: Object.fromEntries(given.map(([role, token]) => [`${role}_token`, token ?? ''])) };
}

type Templates = string | readonly { readonly name: string; readonly template: string }[];

function defaultOf(templates: Templates | null): string | null {
  if (templates === null || typeof templates === 'string') return templates;
  return templates.find(({ name }) => name === 'default')?.template ?? null;
}
