import type {
  AttentionGrid,
  AttentionProfile,
  Links,
  Matrix,
  Neuron,
} from '../../../../src/common/contracts/internals/attention';
import type { ErrorData } from '../../../../src/common/errors/lens-error';
import type { Cell, HeatmapValues } from '../../../shared/heatmap/heatmap-data';
import type { TokenAxis } from '../../internals/axis/token-axis';
import type { ShownGrid } from '../grid/shown-grid';
import type { ChosenRow } from '../lines/attention-lines';
import type { Link } from '../lines/line-curves';
import type { Looked } from '../looked';
import type { AskedMatrix, TokenPair } from './questions';

/** All that the parts of the view draw, of one matrix. A new object when something of it has changed. */
export interface Scene {
  readonly looked: Looked;
  readonly asked: AskedMatrix;
  /** The matrix whose values are here: the one before for a moment, while the next one is on its way. */
  readonly matrix: Matrix;
  readonly queries: TokenAxis;
  readonly keys: TokenAxis;
  readonly values: HeatmapValues;
  /** What the engine is at, once it takes long. */
  readonly progress: string | null;
  /** Why the matrix is not here. */
  readonly failure: ErrorData | null;
  /** Layers that are not here yet are blank. */
  readonly grid: ShownGrid;
  /** What the engine is at for the grid, once it takes long. */
  readonly gridProgress: string | null;
  readonly gridFailure: string | null;
  readonly rollout: AttentionGrid | null;
  /** The chosen queries, as entries; `cell` the chosen pair as one of the heatmap. */
  readonly chosen: readonly number[];
  readonly pair: TokenPair | null;
  readonly cell: Cell | null;
  /** What the chosen queries attend to, one by one (of the first few), and together; of none, all together. */
  readonly rows: readonly ChosenRow[];
  readonly profile: AttentionProfile | null;
  /** How many queries the profile is the sum of. */
  readonly summed: number;
  /** Chosen tokens that are keys only, as entries: of cross-attention those of the text; and what attends to them. */
  readonly chosenKeys: readonly number[];
  readonly attendedBy: AttentionProfile | null;
  readonly links: readonly Link[];
  /** How many links there are in all, when not all of them are here. */
  readonly moreLinks: number;
  readonly strongest: Links | null;
  /** How the chosen weight comes about, where it is asked for. */
  readonly neuron: Neuron | null;
  readonly neuronFailure: string | null;
}

/** How a key is seen by a query: a causal one sees nothing behind it. Both are entries. */
export function isVisible(
  { looked: { stack }, queries, keys }: Pick<Scene, 'looked' | 'queries' | 'keys'>,
  cell: Cell,
): boolean {
  if (!stack.causal) return true;
  const lastToken = (queries.axis[cell.row * 2 + 1] ?? 0) - 1;
  return (keys.axis[cell.column * 2] ?? 0) <= lastToken;
}

/** How many keys a query can see. */
export function visibleKeys(scene: Pick<Scene, 'looked' | 'queries' | 'keys'>, row: number): number {
  if (!scene.looked.stack.causal) return scene.keys.count;
  let count = 0;
  while (count < scene.keys.count && isVisible(scene, { row, column: count })) count += 1;
  return count;
}
