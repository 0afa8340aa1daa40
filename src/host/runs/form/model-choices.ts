import { t } from '@vscode/l10n';
import { isAbsolute } from 'node:path';
import { formatBytes } from '../../../common/text/format-bytes';
import { listCachedModels } from '../../../hub/cache/cached-models';
import { sampleModelName } from '../../../hub/models/resolve-model';
import { modelLabel } from '../../models/model-label';
import type { ModelService } from '../../models/model-service';
import type { FormChoices } from './form-session';

type Choice = FormChoices['models'][number];

/** Models that can be trained from: the one in use, those of this machine, recent folders, the sample. Each once. */
export async function modelChoices(models: ModelService): Promise<Choice[]> {
  const cached = await listCachedModels(models.environment);
  const choices: Choice[] = [
    nameChoice(models.name, t('in use')),
    // Training goes on from weights, and an ONNX file holds a graph that was made for running.
    ...cached
      .filter(({ revisions }) => ['safetensors', 'bin'].includes(revisions[0]?.weights ?? ''))
      .map(({ id, bytes }) => ({ value: id, label: id, detail: formatBytes(bytes) })),
    ...models.memory.recentFolders.map((folder) => nameChoice(folder, folder)),
    nameChoice(sampleModelName, t('Comes with Model Lens.')),
  ];
  return [...new Map(choices.reverse().map((choice) => [choice.value, choice])).values()].reverse();
}

/** How a model is offered that was chosen in another way. */
export function nameChoice(name: string, detail: string): Choice {
  return { value: name, label: modelLabel(name), detail: isAbsolute(name) ? name : detail };
}
