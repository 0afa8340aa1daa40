import type { ModelParams } from './ask-model';
import type { TreeListener } from './generated-tree';
import type { GenerationChoice } from './kept-generation';
import type { PromptSource } from './prompt';

/** What a session of generating stands on. */
export interface GenerationSessionParams extends ModelParams, TreeListener {
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
  readonly onFailure: (doing: string, error: unknown) => void;
}
