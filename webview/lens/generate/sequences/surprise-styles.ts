import { unsafeCSS, type CSSResult } from 'lit';
import { surpriseLevels } from '../../../../src/common/statistics/surprise';

/** Of the line under a token in high contrast, by level. */
const lines = [1, 1.5, 2, 3];

const levels = Array.from({ length: surpriseLevels }, (_, index) => {
  const level = index + 1;
  return `.surprise${level} {
    background: var(--lens-surprise${level});
    box-shadow: inset 0 -${lines[index] ?? 1}px var(--lens-surprise-line);
  }`;
});

/** The four colours of surprise as classes `surprise1` to `surprise4`; lines of growing width in high contrast. */
export const surpriseStyles: CSSResult = unsafeCSS(levels.join('\n'));
