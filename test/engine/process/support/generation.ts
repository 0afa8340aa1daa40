import * as v from 'valibot';
import { generationSettingsSchema, type GenerationSettings } from '../../../../src/common/contracts/generation';
import type {
  GenerationProgress,
  GenerationPrompt,
  GenerationResult,
} from '../../../../src/common/contracts/generation/engine-requests';
import { neverCancelled, type CancellationSignal } from '../../../../src/common/rpc/cancellation';
import { goldenFolder, type GoldenModel } from '../../generate/support/golden';
import { Asked } from '../../internals/support/ask';

/** Nothing but its length ends a text. */
export const noEnd = { eos_token_id: [] };

export function settings(given: Partial<GenerationSettings>): GenerationSettings {
  return v.parse(generationSettingsSchema, given);
}

export function promptOf(text: string, prefix: readonly number[] = []): GenerationPrompt {
  return { text, chat: false, prefix: [...prefix] };
}

/** Asks for a text, with what is told on the way. */
export async function generated(
  asked: Asked,
  prompt: GenerationPrompt,
  given: Partial<GenerationSettings>,
  signal: CancellationSignal = neverCancelled,
): Promise<{ result: GenerationResult; told: GenerationProgress[] }> {
  const told: GenerationProgress[] = [];
  const params = { prompt, settings: settings(given), seed: 7 };
  const result = await asked.ask('generate', params, signal, (progress) => told.push(progress));
  return { result, told };
}

export function idsOf({ sequences }: GenerationResult): number[][] {
  return sequences.map(({ tokens }) => tokens.map(({ id }) => id));
}

export function textOf(pieces: readonly { text: string }[] = []): string {
  return pieces.map(({ text }) => text).join('');
}

const openings = new Map<GoldenModel, Promise<Asked>>();

/** An engine with a reference model, one for all that a file of tests asks. */
export function open(name: GoldenModel): Promise<Asked> {
  const opening = openings.get(name) ?? Asked.open(goldenFolder(name));
  openings.set(name, opening);
  return opening;
}
