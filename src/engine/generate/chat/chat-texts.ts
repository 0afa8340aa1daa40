import { LensError } from '../../../common/errors/lens-error';
import { readChatTemplate } from './chat-template';
import { renderTemplate } from './render-template';

/**
 * What a model that was made for conversations reads when a person says something: its chat template around it, up to where
 * its answer begins (`apply_chat_template` of transformers with `add_generation_prompt`). Special tokens are in the text.
 * @throws LensError `unsupported` for a model without a template, and as `renderTemplate`
 */
export async function chatText(folder: string, said: string): Promise<string> {
  const template = await readChatTemplate(folder);
  if (template === null) {
    throw new LensError(
      'unsupported',
      'The model has no chat template.',
      'Go on with the text as it is, or choose a model that was made for conversations.',
    );
  }
  return renderTemplate(template.text, {
    messages: [{ role: 'user', content: said }],
    tools: null,
    documents: null,
    add_generation_prompt: true,
    ...template.specialTokens,
  });
}

/** Remembers the text of what was said last: a template may tell the time, and what came behind it belongs to it. */
export class ChatTexts {
  #last: { readonly key: string; readonly text: Promise<string> } | undefined;

  /** As {@link chatText}. */
  async of(folder: string, said: string): Promise<string> {
    const key = JSON.stringify([folder, said]);
    if (this.#last?.key !== key) this.#last = { key, text: chatText(folder, said) };
    const { text } = this.#last;
    try {
      return await text;
    } catch (error) {
      if (this.#last.text === text) this.#last = undefined;
      throw error;
    }
  }
}
