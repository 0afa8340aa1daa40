import * as v from 'valibot';
import { searchQuerySchema } from '../../../src/common/contracts/hub/repo';
import type { VsCodeApi } from '../../shared/rpc/vscode-api';

/** What of the search outlives its page: what was asked for, never a result. */
const viewStateSchema = v.object({ query: v.nullable(searchQuerySchema), filtersOpen: v.boolean() });
export type ViewState = v.InferOutput<typeof viewStateSchema>;

/** The view state that VS Code kept, or the initial one when there is none or an older version wrote another shape. */
export function readViewState(api: Pick<VsCodeApi, 'getState'>): ViewState {
  const kept = v.safeParse(viewStateSchema, api.getState());
  return kept.success ? kept.output : { query: null, filtersOpen: false };
}
