import { t } from '@vscode/l10n';
import type { Piece } from '../../../common/contracts/generation/engine-requests';
import type { Branch, GenerationView, StepPlace } from '../../../common/contracts/generation/view';
import { LensError } from '../../../common/errors/lens-error';
import { storageNames, type StorageChoice } from '../../../common/contracts/weight-storage';
import type { ChosenModel } from '../../models/chosen-model';
import type { TrackedText } from '../source/tracked-text';
import { sequenceAt, textOf } from './branches';

/** A text that the Lens shows, to go on from. */
export interface PromptSource {
  readonly text: string;
  /** Where it comes from, such as `story.txt:1`. */
  readonly label: string;
  /** Where it lies in its document, followed until {@link release}; null for a typed text. */
  readonly place: TrackedText | null;
  release(): void;
}

/** What the branches go on from. */
export interface Prompt {
  readonly source: PromptSource;
  readonly model: ChosenModel;
  /** Whether the model's chat template is put around it. */
  readonly chat: boolean;
  /** The prompt is the encoder's text, and the decoder writes a text of its own. */
  readonly isEncoderDecoder: boolean;
  /** As the model reads it; empty until it has. */
  readonly pieces: readonly Piece[];
}

/** What the Lens shows now, by which a prompt is known as stale. */
export interface NowShown {
  /** Null while it is not known. */
  readonly model: ChosenModel | null;
  readonly texts: readonly string[];
}

/** False for a prompt that is answered rather than gone on with. */
export function isContinued({ chat, isEncoderDecoder }: Prompt): boolean {
  return !chat && !isEncoderDecoder;
}

/** True when texts of one are texts of the other: same files, kept alike. Where it computes does not matter. */
export function sameModel(a: ChosenModel, b: ChosenModel): boolean {
  return a.resolved.folder === b.resolved.folder && a.weights === b.weights && storageOf(a) === storageOf(b);
}

function storageOf({ storage = 'auto' }: ChosenModel): StorageChoice {
  return storage;
}

/** True when what goes on from one prompt goes on from the other too. */
export function samePrompt(a: Prompt, b: Prompt): boolean {
  return a.source.text === b.source.text && a.chat === b.chat && sameModel(a.model, b.model);
}

/**
 * Throws the LensError `usage` for a model that the texts are not of: its tokens are others.
 */
export function checkSameModel({ model: made }: Prompt, inUse: ChosenModel): void {
  if (sameModel(made, inUse)) return;
  throw new LensError(
    'usage',
    t('These texts are by {0}, which is not the model in use.', modelName(made)),
    t('Choose it again to go on with them, or generate anew.'),
  );
}

/** A model as people know it, with its file and how it is kept in memory where these were chosen. */
export function modelName(model: ChosenModel): string {
  const storage = storageOf(model);
  const chosen = [model.weights ?? '', storage === 'auto' ? '' : storageNames[storage]].filter((part) => part !== '');
  return chosen.length === 0 ? model.resolved.id : `${model.resolved.id} (${chosen.join(', ')})`;
}

/** The prompt as the view draws it. */
export function promptView(prompt: Prompt, now: NowShown): NonNullable<GenerationView['prompt']> {
  const { source, model, pieces } = prompt;
  return {
    text: source.text,
    label: source.label,
    pieces: [...pieces],
    model: modelName(model),
    stale: staleReason(prompt, now),
    canInsert: source.place?.stale === null,
  };
}

function staleReason({ source, model }: Prompt, now: NowShown): string | null {
  if (now.model && !sameModel(model, now.model)) {
    return t('These texts are by {0}; the model in use is {1}', modelName(model), modelName(now.model));
  }
  if (source.place && source.place.stale !== null) return source.place.stale;
  return now.texts.includes(source.text) ? null : t('The Lens shows another text now');
}

/** A text of a branch, to be put elsewhere. */
export interface Taken {
  readonly text: string;
  readonly prompt: Prompt;
}

/**
 * The text of a sequence behind its prompt.
 * @param tokens only so many of them; null for all
 * @throws LensError `not-found` for a sequence that was forgotten, `usage` when there is no text in it
 */
export function takenFrom(
  prompt: Prompt,
  branches: readonly Branch[],
  at: Omit<StepPlace, 'step'>,
  tokens: number | null,
): Taken {
  const { sequence } = sequenceAt(branches, at);
  const text = textOf(sequence.tokens.slice(0, tokens ?? undefined));
  if (text === '') throw new LensError('usage', t('There is no text to take yet.'));
  return { text, prompt };
}
