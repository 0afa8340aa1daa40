import { t } from '@vscode/l10n';
import type { LensAction, Notice } from '../../../common/contracts/lens';
import type { Device } from '../../../common/contracts/model';

/** What buttons say. A function, because translations arrive after this file is loaded. */
function labelOf(action: LensAction): string {
  const labels: Partial<Record<LensAction, string>> = {
    runAgain: t('Run Again'),
    unpin: t('Unpin'),
    chooseModel: t('Choose Model'),
    chooseFolder: t('Open Model Folder'),
    chooseDevice: t('Choose Device'),
    chooseWeights: t('Choose Weights'),
    findModel: t('Find a Model'),
    showModelPage: t('Show Its Page'),
    useSample: t('Use the Sample'),
    classifyEachLine: t('Classify Each Line'),
    showCutText: t('Show the Cut Text'),
    slideWindow: t('Slide a Window'),
    stopSliding: t('Stop Sliding'),
    openConfig: t('Open Config'),
    showLog: t('Show Log'),
    manageTrust: t('Manage Trust'),
  };
  return labels[action] ?? action;
}

type Parts = Partial<Pick<Notice, 'detail' | 'help'>> & { readonly actions?: readonly LensAction[] };

/** A notice with the usual names on its buttons. */
export function notice(id: string, severity: Notice['severity'], title: string, parts: Parts = {}): Notice {
  return {
    id,
    severity,
    title,
    detail: parts.detail ?? null,
    help: parts.help ?? null,
    actions: actionsOf(...(parts.actions ?? [])),
  };
}

/** Buttons with their usual names. */
export function actionsOf(...actions: readonly LensAction[]): Notice['actions'] {
  return actions.map((action) => ({ action, label: labelOf(action) }));
}

/** A device as people write it. */
export function deviceLabel(device: Device): string {
  return { cpu: 'CPU', webgpu: 'WebGPU', cuda: 'CUDA', dml: 'DirectML', coreml: 'CoreML' }[device];
}
