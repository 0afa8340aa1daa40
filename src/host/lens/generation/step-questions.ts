import { t } from '@vscode/l10n';
import type {
  Alternative,
  GeneratedToken,
  GenerationPrompt,
} from '../../../common/contracts/generation/engine-requests';
import type { EngineContract } from '../../../common/contracts/engine';
import type { GenerationSettings } from '../../../common/contracts/generation/settings';
import type { Branch } from '../../../common/contracts/generation/view';
import { LensError } from '../../../common/errors/lens-error';
import type { ParamsOf } from '../../../common/rpc/contract';
import type { OpenEngine } from '../run/engine-access';
import type { Step } from './branches';
import type { Prompt } from './prompt';

/** What a process keeps of a branch. Its number means nothing to any other process. */
export interface Made {
  readonly engine: OpenEngine;
  readonly generation: number;
}

/**
 * The settings of a branch as the engine takes them: it counts the tokens that a branch begins with among the new ones, but
 * a person who changes the last token wants a text to go on as far as from the first.
 */
export function settingsOf({ settings, shared }: Pick<Branch, 'settings' | 'shared'>): GenerationSettings {
  const { max_new_tokens: most } = settings;
  return most === null ? settings : { ...settings, max_new_tokens: most + shared };
}

/** Which attention is asked for, beside the tokens that it is about. */
export type ReadsLook = Omit<ParamsOf<EngineContract, 'generationReads'>, 'prompt'>;

/** What the engine is asked about a step, but for how much of it. */
export type StepQuestion = Omit<ParamsOf<EngineContract, 'generationStep'>, 'top'>;

/** The prompt with tokens behind it as the engine takes it. */
export function promptWith({ source, chat }: Prompt, behind: readonly GeneratedToken[]): GenerationPrompt {
  return { text: source.text, chat, prefix: behind.map(({ id }) => id) };
}

/**
 * The question what a step was chosen from.
 * @param made what is kept of the branch that had the step; undefined where nothing is
 * @param engine the process that will be asked: another than the one that made the branch reads the tokens again
 */
export function questionAbout(
  prompt: Prompt,
  { before, token, origin }: Step,
  made: Made | undefined,
  engine: OpenEngine,
): StepQuestion {
  const isKept = made?.engine === engine;
  return {
    prompt: promptWith(prompt, before),
    settings: settingsOf(origin.branch),
    chosen: token.id,
    at: isKept ? { generation: made.generation, sequence: origin.sequence, step: origin.step } : null,
  };
}

/**
 * A token in the place of the one that a step chose, with what the model gave it there.
 * @throws LensError `usage` for an id that the vocabulary does not have
 */
export async function tokenInstead(
  engine: OpenEngine,
  question: StepQuestion,
  { token }: Step,
  id: number,
): Promise<GeneratedToken> {
  if (id === token.id) return token;
  const { alternatives } = await engine.request('generationStep', { ...question, chosen: id, top: 1 });
  const found = alternatives.find((alternative) => alternative.id === id);
  if (!found) throw new LensError('usage', t('The model has no token {0}.', id));
  return asGenerated(found);
}

function asGenerated({ id, token, text, special, rank, probabilities }: Alternative): GeneratedToken {
  const probability = probabilities[0] ?? 0;
  return { id, token, text, special, rank, probability, processedProbability: probabilities.at(-1) ?? probability };
}
