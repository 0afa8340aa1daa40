import type { CancellationSignal } from '../../../common/rpc/cancellation';
import type { ShownAxis } from '../tokens/axis';
import type { Choice, Matrices } from './matrices';
import type { MatrixView } from './matrix-view';
import { reduce } from './reduce';

/** A matrix by shown entries. Reduced ones are kept for a while: tiles and values of the same matrix are asked for often. */
export async function shownMatrix(
  matrices: Matrices,
  choice: Choice,
  { queries, keys }: { readonly queries: ShownAxis; readonly keys: ShownAxis },
  signal: CancellationSignal,
): Promise<MatrixView> {
  if (queries.plain && keys.plain) return matrices.matrix(choice, signal);
  const { of, layer, head } = choice;
  const name = ['shown', of, layer, head, queries.key, keys.key].join('.');
  return matrices.kept(name, async () => reduce(await matrices.matrix(choice, signal), queries, keys));
}
