import type { GenerationAdded } from '../../../common/contracts/generation/view';
import type { ModelParams } from './ask-model';
import type { GenerationChoice } from './kept-generation';
import type { PromptSource } from './prompt';

/** What a session of generating stands on. */
export interface GenerationSessionParams extends ModelParams {
  readonly choice: GenerationChoice;
  /**
   * The text that the Lens shows, by its row among several cursors.
   * @throws LensError `usage` when there is none
   */
  readonly source: (row: number) => PromptSource;
  /** All rows that the Lens shows. */
  readonly texts: () => readonly string[];
  /** A seed where the person wants another one each time. */
  readonly drawSeed: () => number;
  /** Called after every change that `onAdded` does not tell. */
  readonly onChange: () => void;
  readonly onAdded: (added: GenerationAdded) => void;
  readonly onFailure: (doing: string, error: unknown) => void;
}
