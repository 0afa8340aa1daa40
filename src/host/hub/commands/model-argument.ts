import * as v from 'valibot';
import { isRepoId } from '../../../hub/names/model-name';
import { hubIdOfNode, ModelTreeItem } from '../tree/model-tree-item';

const contextSchema = v.object({ hubModelId: v.pipe(v.string(), v.check(isRepoId)) });

/** The Hub's id that a command is for: of a line of the tree, of a row of the search, or as it is; null for others. */
export function modelIdOf(argument: unknown): string | null {
  if (argument instanceof ModelTreeItem) return hubIdOfNode(argument.node);
  if (typeof argument === 'string') return isRepoId(argument) ? argument : null;
  const context = v.safeParse(contextSchema, argument);
  return context.success ? context.output.hubModelId : null;
}
