import type { GenerationPrompt, Piece } from '../../../../common/contracts/generation/engine-requests';
import type { GenerationSettings } from '../../../../common/contracts/generation';
import { unwrap } from '../../../../common/errors/outcome';
import { beginningOf } from '../../../generate/model/beginning';
import { checkGenerates } from '../../../generate/model/open-language-model';
import { growthBehind, prefixPieces, readPrompt, type ReadPrompt } from '../../../generate/prompt/read-prompt';
import { readGenerationConfig } from '../../../generate/settings/read-generation-config';
import { resolveSettings, type ResolvedSettings } from '../../../generate/settings/resolve-settings';
import type { GrowingText } from '../../../generate/text/growing-text';
import type { Checkpoint } from '../../../models/checkpoint';
import type { TextTokenizer } from '../../../tokenizers/text-tokenizer';
import type { Engine } from '../../engine';

/** A place in a text that is gone on from. */
export interface Place {
  readonly checkpoint: Checkpoint;
  readonly tokenizer: TextTokenizer;
  readonly prompt: ReadPrompt;
  /** The tokens behind the prompt, and the text up to them, which grows. */
  readonly prefix: readonly number[];
  readonly prefixPieces: readonly Piece[];
  readonly growth: GrowingText;
  /** What the decoder's text begins with: the prompt, or a start token. */
  readonly beginning: readonly number[];
}

/**
 * Reads a prompt and the tokens behind it. Takes no weights.
 * @throws LensError why the model cannot go on with a text, or what is wrong with its chat template
 */
export async function placeOf(engine: Engine, { text, chat, prefix }: GenerationPrompt): Promise<Place> {
  const opened = await engine.opened();
  const checkpoint = unwrap(opened.checkpoint);
  checkGenerates(checkpoint);
  const tokenizer = await engine.tokenizer();
  const said = chat ? await engine.chats.of(opened.folder, text) : text;
  const prompt = await readPrompt(tokenizer, said, !chat);
  const growth = growthBehind(tokenizer, prompt, checkpoint.info.kind === 'encoder-decoder');
  return {
    ...{ checkpoint, tokenizer, prompt, prefix, growth },
    prefixPieces: await prefixPieces(tokenizer, growth, prefix),
    beginning: beginningOf(checkpoint, prompt.ids),
  };
}

/** What a person says, else the model's files, else transformers. @throws LensError `usage` or `bad-file` */
export async function settingsFor(engine: Engine, asked: GenerationSettings): Promise<ResolvedSettings> {
  const own = await readGenerationConfig((await engine.opened()).folder);
  return resolveSettings(asked, own.settings);
}
