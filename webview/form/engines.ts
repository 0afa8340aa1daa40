import { t } from '@vscode/l10n';
import type { FormState } from '../../src/common/contracts/training/form-view';
import { deviceLabel } from '../shared/format/model-words';
import { textOf } from './settings/setting-text';
import type { SourceChoice } from './source/source-row';
import type { FormStore, Settings } from './store/form-store';

/** What trains on what, as a value of the select: `builtin:cpu`; another engine, as a run file may have it, alone. */
export function engineOf(store: FormStore): string {
  const engine = textOf(store.settingOf('engine'));
  return engine === 'builtin' ? `builtin:${textOf(store.settingOf('device'))}` : engine;
}

/** The engines that there are; a device that does not work says why. */
export function engineChoices({ devices }: FormState): SourceChoice[] {
  return devices.map(({ device, works, reason }) => ({
    value: `builtin:${device}`,
    label: t('Built in, {0}', deviceLabel(device)),
    disabled: !works,
    ...(works || reason === null ? {} : { detail: reason }),
  }));
}

/** The settings of a choice. */
export function engineSettings(choice: string): Settings {
  const [engine, device] = choice.split(':');
  return { engine, device };
}
