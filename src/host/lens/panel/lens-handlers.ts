import { t } from '@vscode/l10n';
import type { lensHostContract, LensAction, LensLook } from '../../../common/contracts/lens';
import { LensError } from '../../../common/errors/lens-error';
import type { Handlers, NotificationOf, ParamsOf } from '../../../common/rpc/contract';
import type { GenerationHandlers } from '../generation/generation-handlers';
import type { OpenEngine } from '../run/engine-access';
import type { LensSession } from '../run/lens-session';
import { checkTextSize } from '../source/check-text';
import { typedText, type ReadText } from '../source/read-text';
import { descriptionHandlers } from './description-handlers';
import { internalsHandlers } from './internals-handlers';
import { wordHandlers } from './word-handlers';

type Contract = typeof lensHostContract;
type CharacterRange = ParamsOf<Contract, 'reveal'>;

/** How much of a text the ladder of stages shows, in characters. */
const stageCharacters = 2000;
const vocabularyMatches = 200;

export interface LensHandlerParams {
  readonly session: LensSession;
  readonly perform: (action: LensAction) => Promise<void>;
  readonly readTyped: (read: ReadText) => void;
  readonly reveal: (range: CharacterRange) => Promise<void>;
  readonly hover: (range: NotificationOf<Contract, 'hover'>) => void;
  readonly look: (look: LensLook) => void;
  readonly copyLook: (looked: ParamsOf<Contract, 'copyLookAsPython'>) => Promise<void>;
  readonly generation: GenerationHandlers;
  readonly replaceWords: (words: ParamsOf<Contract, 'replaceWords'>) => Promise<void>;
  readonly exports: Pick<Handlers<Contract>['requests'], 'exportNumbers' | 'savePicture'>;
  readonly ready: () => void;
}

/** Answers the Lens view. What it asks about a run goes to the process that made the run. */
export function lensHandlers(params: LensHandlerParams): Handlers<Contract> {
  const { session } = params;
  return {
    requests: {
      tokens: ({ target, ...wanted }) => engineOn(session, target).request('tokens', wanted),
      stages: ({ target, ...wanted }) =>
        engineOn(session, target).request('stages', { ...wanted, maxCharacters: stageCharacters }),
      vocabulary: ({ target, query }) =>
        engineOn(session, target).request('vocabulary', { query, limit: vocabularyMatches }),
      ...internalsHandlers(() => session.outcome),
      ...descriptionHandlers(() => session.modelEngine()),
      ...params.generation,
      ...wordHandlers(() => session.outcome, params.replaceWords),
      ...params.exports,
      copyLookAsPython: async (looked) => {
        await params.copyLook(looked);
        return {};
      },
      perform: async ({ action }) => {
        await params.perform(action);
        return {};
      },
      runTyped: ({ text, pair }) => {
        const characters = text.length + (pair?.length ?? 0);
        checkTextSize({ rows: 1, characters, blank: text.trim() === '' });
        params.readTyped(typedText(text, pair === null || pair.trim() === '' ? null : pair));
        return {};
      },
      reveal: async (range) => {
        await params.reveal(range);
        return {};
      },
    },
    notifications: {
      ready: () => params.ready(),
      hover: (range) => params.hover(range),
      look: (look) => params.look(look),
    },
  };
}

function engineOn(session: LensSession, target: 'model' | 'comparison'): OpenEngine {
  const engine = target === 'model' ? session.outcome?.engine : session.comparison?.engine;
  if (!engine) throw new LensError('not-found', t('There is no result to ask about.'), t('Select text first.'));
  return engine;
}
