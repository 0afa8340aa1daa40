import { t } from '@vscode/l10n';
import { LensError } from '../../../common/errors/lens-error';
import { generationToPython } from '../../python/generation-to-python';
import type { GenerationSession } from '../generation/generation-session';
import type { LensController } from '../lens-controller';
import { runAsPython } from './copy-results';

/**
 * The lines of Python that compute what the Lens shows: while the Generate tab is open the newest texts in it, else the run.
 * @throws LensError `usage` when there is nothing yet
 */
export function lensAsPython({ session, generation }: Pick<LensController, 'session' | 'generation'>): string {
  const generated = session.state.look?.tab === 'generate' ? newestAsPython(generation.session) : null;
  if (generated !== null) return generated;
  if (session.outcome?.run) return runAsPython(session.outcome);
  throw new LensError('usage', t('There is no result to copy.'), t('Select text first.'));
}

function newestAsPython({ tree: { prompt, branches } }: GenerationSession): string | null {
  const branch = branches.at(-1);
  if (!prompt || !branch) return null;
  const { source, chat, isEncoderDecoder, model } = prompt;
  return generationToPython({ model: model.resolved, text: source.text, chat, isEncoderDecoder, branch });
}
