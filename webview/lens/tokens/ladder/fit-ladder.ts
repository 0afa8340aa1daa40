import type { Stages } from '../../../../src/common/contracts/tokens';
import { layoutLadder, type LadderLayout, type LadderMeasures } from './ladder-layout';

/** At 14 px monospace and 12 px digits, as in the styles. */
const measures: Omit<LadderMeasures, 'column'> = { character: 8.43, digit: 7.3, padding: 10 };
/** The widths that a character's column may have: the widest that needs no scrolling, or one to read while scrolling. */
const columnWidths = [24, 20, 16, 13];
const scrolledColumn = 16;

/** The roomiest layout that fits into `room` px; where none does, one that scrolls. */
export function fitLadder(stages: Stages, room: number): LadderLayout {
  for (const column of columnWidths) {
    const layout = layoutLadder(stages, { ...measures, column });
    if (layout.width <= room) return layout;
  }
  return layoutLadder(stages, { ...measures, column: scrolledColumn });
}
