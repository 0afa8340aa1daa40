import * as v from 'valibot';
import type * as vscode from 'vscode';
import { generationSettingsSchema } from '../../../common/contracts/generation/settings';
import { indexSchema } from '../../../common/contracts/tokens';

const key = 'modelLens.generation';

const choiceSchema = v.object({
  /** Null where nothing is said. */
  settings: generationSettingsSchema,
  /** Null: another one each time. */
  seed: v.nullable(indexSchema),
  /** Whether prompts are put into the model's chat template, where it has one. */
  chat: v.boolean(),
});

/** What a person has set for going on with texts. */
export type GenerationChoice = v.InferOutput<typeof choiceSchema>;

/** What the person has set in this workspace; checked when it is read. */
export class KeptGeneration {
  constructor(private readonly state: vscode.Memento) {}

  /** Nothing set until something was, and for what another version left. */
  get(): GenerationChoice {
    const kept = v.safeParse(choiceSchema, this.state.get<unknown>(key));
    return kept.success ? kept.output : { settings: v.parse(generationSettingsSchema, {}), seed: null, chat: false };
  }

  async keep(choice: GenerationChoice): Promise<void> {
    await this.state.update(key, choice);
  }
}
