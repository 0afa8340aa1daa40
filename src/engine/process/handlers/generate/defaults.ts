import type { GenerationDefaults } from '../../../../common/contracts/generation/engine-requests';
import { attempt, unwrap } from '../../../../common/errors/outcome';
import { readChatTemplate } from '../../../generate/chat/chat-template';
import { checkGenerates } from '../../../generate/model/open-language-model';
import { roomOf } from '../../../generate/model/room';
import { readGenerationConfig, type OwnSettings } from '../../../generate/settings/read-generation-config';
import { defaultSettings, noSettings } from '../../../generate/settings/resolve-settings';
import type { Engine } from '../../engine';

const nothingSaid: OwnSettings = { settings: noSettings, ignored: [] };

/** How the model generates where a person says nothing, and why it does not where it does not. Takes no weights. */
export async function defaults(engine: Engine): Promise<GenerationDefaults> {
  const { folder, checkpoint, tokenizer } = await engine.opened();
  const own = await attempt(() => readGenerationConfig(folder));
  const template = await attempt(() => readChatTemplate(folder));
  const made = await attempt(() => {
    checkGenerates(unwrap(checkpoint));
  });
  const refused = [made, tokenizer, own].find(({ ok }) => !ok);
  const { settings, ignored } = own.ok ? own.value : nothingSaid;
  return {
    refusal: refused === undefined || refused.ok ? null : refused.error,
    settings: defaultSettings(settings),
    ignored: [...ignored],
    hasChatTemplate: template.ok && template.value !== null,
    room: checkpoint.ok ? roomOf(checkpoint.value.facts) : null,
  };
}
