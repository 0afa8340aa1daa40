import { t } from '@vscode/l10n';
import type { Shape, Tone } from '../../../shared/chart/shapes';
import type { LayersScene } from '../scene/layers-scene';
import type { ProjectionLayout } from './projection-layout';

/** With more tokens than this, only the chosen layer's states are dots. */
const dotsUntil = 40;
/** With more than this their ways are as faint as a grid. */
const crowdedFrom = 64;

/** All ways, the chosen tokens' last, so that they lie on top. */
export function projectionShapes(scene: LayersScene, layout: ProjectionLayout): Shape[] {
  const { tokens, explained } = scene.overview.projection;
  const order = Array.from(tokens.keys()).sort((a, b) => Number(isChosen(scene, a)) - Number(isChosen(scene, b)));
  return [
    ...order.flatMap((token) => wayShapes(scene, layout, token, isChosen(scene, token))),
    ...labelShapes(scene, layout),
    caption(t('PC 1, {0} % of the variance', percent(explained[0])), 10, layout.height - 10),
    { ...caption(t('PC 2, {0} %', percent(explained[1])), 14, layout.height - 34), upwards: true },
  ];
}

/** One token's way: a line, hollow where it begins, large at the chosen layer. */
export function wayShapes(
  scene: LayersScene,
  layout: ProjectionLayout,
  token: number,
  strong: boolean,
  tone?: Tone,
): Shape[] {
  const own = tone ?? (strong ? 'blue' : 'otherBar');
  const { states, at } = layout;
  const places = Array.from({ length: states }, (_, state) => at(state, token));
  const crowded = scene.overview.projection.tokens.length > crowdedFrom;
  const dotted = strong || scene.overview.projection.tokens.length <= dotsUntil;
  const d = places.map(({ x, y }, state) => `${state === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
  const dots = places.flatMap(({ x, y }, state): Shape[] => {
    const large = state === scene.state;
    if (!dotted && !large) return [];
    const r = large ? (strong ? 5 : 4) : 2;
    return [{ kind: 'circle', x, y, r, fill: state === 0 ? 'background' : own, stroke: own }];
  });
  // Hundreds of ways would be a grey mass.
  const line = crowded && !strong ? 'grid' : own;
  return [{ kind: 'path', d, stroke: line, width: strong ? 1.75 : 1 }, ...dots];
}

function labelShapes(scene: LayersScene, layout: ProjectionLayout): Shape[] {
  const { axis, overview } = scene;
  return layout.labels.flatMap(({ key, y }): Shape[] => {
    const entry = overview.projection.tokens[key] ?? 0;
    const last = layout.at(layout.states - 1, key);
    const bold = isChosen(scene, key);
    const x = layout.labelX;
    const tone = axis.dim(entry) && !bold ? 'description' : 'foreground';
    return [
      { kind: 'path', d: `M${last.x + 4} ${last.y}L${x - 18} ${y}H${x - 4}`, stroke: 'grid', width: 1 },
      { kind: 'text', x, y: y + 4, text: clipped(axis.label(entry)), align: 'start', tone, bold, mono: true },
    ];
  });
}

function isChosen({ chosen, overview }: LayersScene, token: number): boolean {
  return chosen.includes(overview.projection.tokens[token] ?? -1);
}

/** Longer tokens lose their tail: there is no room beside the picture. */
function clipped(text: string): string {
  const characters = Array.from(text);
  return characters.length > 15 ? `${characters.slice(0, 14).join('')}…` : text;
}

function percent(share: number): string {
  return (share * 100).toFixed(0);
}

function caption(text: string, x: number, y: number): Extract<Shape, { kind: 'text' }> {
  return { kind: 'text', x, y, text, align: 'start', tone: 'description' };
}
