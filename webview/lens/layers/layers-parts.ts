import { html, nothing, type TemplateResult } from 'lit';
import type { AxisOptions } from '../../../src/common/contracts/internals/run-row';
import type { HiddenKind } from '../../../src/common/contracts/internals/stacks';
import type { ErrorData } from '../../../src/common/errors/lens-error';
import { tokensOfEntry } from '../internals/axis/axis-entries';
import type { LensStore } from '../store/lens-store';
import type { ViewState } from '../store/view-state';
import './pictures/layer-cosines';
import './pictures/norms';
import type { PictureElement } from './pictures/picture-element';
import './pictures/token-cosines';
import './pictures/token-path';
import './projection/projection';
import type { LayersScene } from './scene/layers-scene';
import type { TokenChoice } from './scene/token-choice';
import { tokenFacts } from './token-facts';
import { exportItems } from './tools/export-items';
import './tools/layer-tools';

export interface PartsParams {
  readonly store: LensStore;
  readonly scene: LayersScene;
  readonly partFailure: ErrorData | null;
  /** The entry that is pointed at anywhere. */
  readonly linked: number | null;
  readonly narrow: boolean;
  readonly choice: TokenChoice;
  readonly look: (change: Partial<ViewState['look']>) => void;
  /** Where the parts are drawn. */
  readonly root: ParentNode;
}

type Detail<Value> = CustomEvent<Value>;

const pictures = 'layers-norms, layers-token-cosines, layers-between, layers-path, layers-projection';

/** The tool row and the pictures, with what their events do. */
export function layersParts(params: PartsParams): TemplateResult {
  const { scene, linked, partFailure, look } = params;
  const on = listenersOf(params);
  return html`
    ${toolRow(params)} ${partFailure ? html`<p class="part-failure" role="status">${partFailure.message}</p>` : nothing}
    <div
      class="parts"
      @choose-entry=${on.chooseEntry}
      @choose-state=${({ detail }: Detail<number | null>) => (detail === null ? undefined : look({ state: detail }))}
      @point-entry=${on.pointEntry}
      @let-go=${on.letGo}
    >
      <div class="column">
        <layers-norms .scene=${scene} .linked=${linked}></layers-norms>
        <layers-token-cosines .scene=${scene} .linked=${linked}></layers-token-cosines>
      </div>
      <div class="column">
        <layers-between .scene=${scene}></layers-between>
        <layers-path .scene=${scene}></layers-path>
      </div>
      <div class="column last">
        <div>
          <layers-projection .scene=${scene} .linked=${linked}></layers-projection>
          ${tokenFacts(scene)}
        </div>
      </div>
    </div>
  `;
}

function toolRow({ store, scene, narrow, look, root }: PartsParams): TemplateResult {
  const figures = () =>
    [...root.querySelectorAll<PictureElement>(pictures)].flatMap((picture) => picture.figure() ?? []);
  return html`<layers-tools
    .scene=${scene}
    .narrow=${narrow}
    .exports=${exportItems({ store, scene, figures })}
    @state=${({ detail }: Detail<number>) => look({ state: detail })}
    @kind=${({ detail }: Detail<HiddenKind>) => look({ kind: detail })}
    @axis=${({ detail }: Detail<AxisOptions>) => look({ axis: detail })}
  ></layers-tools>`;
}

function listenersOf({ store, scene, choice }: PartsParams) {
  const { axis } = scene;
  return {
    chooseEntry: ({ detail }: Detail<{ readonly entry: number | null; readonly add: boolean }>): void => {
      if (detail.entry !== null) choice.choose(axis.sequence, tokensOfEntry(axis.axis, detail.entry)[0], detail.add);
    },
    pointEntry: ({ detail }: Detail<number | null>): void => {
      store.links.hover(detail === null ? null : axis.placed(detail));
    },
    letGo: (): void => choice.letGo(),
  };
}
