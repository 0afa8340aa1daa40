import * as v from 'valibot';
import { lensTabs, lensLookSchema, type LensLook, type LensTab } from '../../../src/common/contracts/lens';
import { indexSchema } from '../../../src/common/contracts/tokens';
import type { VsCodeApi } from '../../shared/rpc/vscode-api';

export const tabNames = lensTabs;
export type TabName = LensTab;

const chosenSchema = v.object({ row: indexSchema, index: indexSchema });

/** What of the Lens outlives its page: where the person was, never a result. */
const viewStateSchema = v.object({
  tab: v.picklist(tabNames),
  /** Which head, layer and axes are looked at. */
  look: v.omit(lensLookSchema, ['tab']),
  row: indexSchema,
  /** The chosen tokens of the model's input. */
  chosen: v.pipe(v.array(chosenSchema), v.maxLength(256)),
  /** Id of the label whose loss is shown. */
  label: v.nullable(indexSchema),
  rawForm: v.boolean(),
  /** Whole words in place of masked ones, not single tokens. */
  wholeWords: v.optional(v.boolean()),
  textBox: v.object({ open: v.boolean(), text: v.string(), pair: v.nullable(v.string()) }),
  /** The order of heads, the smallest weight that is drawn as a line, and whether a weight is shown as it comes about. */
  attention: v.optional(
    v.object({ order: v.picklist(['layer', 'entropy', 'distance']), threshold: v.number(), neuron: v.boolean() }),
  ),
});
export type ViewState = v.InferOutput<typeof viewStateSchema>;

const initial: ViewState = {
  tab: 'predictions',
  look: {
    kind: 'self',
    of: 'weights',
    layer: 0,
    head: 0,
    state: 0,
    axis: { mergeWords: false, leaveOutSpecial: false },
  },
  row: 0,
  chosen: [],
  label: null,
  rawForm: false,
  textBox: { open: false, text: '', pair: null },
};

/** The view state that VS Code kept, or the initial one when there is none or an older version wrote another shape. */
export function readViewState(api: Pick<VsCodeApi, 'getState'>): ViewState {
  return keptViewState(api) ?? initial;
}

/** The view state that VS Code kept through a reload; null for a Lens that was opened anew. */
export function keptViewState(api: Pick<VsCodeApi, 'getState'>): ViewState | null {
  const kept = v.safeParse(viewStateSchema, api.getState());
  return kept.success ? kept.output : null;
}

/** What is looked at, as the host remembers it. */
export function lookOf({ tab, look }: ViewState): LensLook {
  return { tab, ...look };
}

/** The view as it was left when this was looked at. */
export function lookingAt(view: ViewState, { tab, ...look }: LensLook): ViewState {
  return { ...view, tab, look };
}
