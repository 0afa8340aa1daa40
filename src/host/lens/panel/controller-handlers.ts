import type { LensAction, lensHostContract, LensLook } from '../../../common/contracts/lens';
import type { Handlers } from '../../../common/rpc/contract';
import type { Log } from '../../platform/log';
import { copyText } from '../actions/copy-text';
import { replaceWords } from '../actions/replace-words';
import { revealInEditor } from '../actions/reveal-in-editor';
import { exportHandlers } from '../export/export-handlers';
import type { LensController } from '../lens-controller';
import { lookAsPython } from '../look/look-as-python';
import { rangeOfCharacters } from '../source/reveal-characters';
import { lensHandlers } from './lens-handlers';

export interface ControllerHandlerParams {
  readonly log: Log;
  readonly perform: (action: LensAction) => Promise<void>;
  readonly look: (look: LensLook) => void;
  readonly ready: () => void;
}

/** Answers the view of a Lens by what its controller holds. */
export function controllerHandlers(
  lens: LensController,
  { log, perform, look, ready }: ControllerHandlerParams,
): Handlers<typeof lensHostContract> {
  return lensHandlers({
    session: lens.session,
    perform,
    readTyped: (read) => lens.readTyped(read),
    reveal: async (range) => revealInEditor(lens, rangeOfCharacters(range, lens.shown)),
    hover: (range) => lens.links.hover(range),
    look,
    copyLook: async (looked) => copyText(lookAsPython(lens.session.outcome, looked)),
    generation: lens.generation.handlers,
    replaceWords: async (words) => replaceWords(lens, words),
    exports: exportHandlers({ outcome: () => lens.session.outcome, log, column: () => lens.panels.current?.column }),
    ready,
  });
}
