import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Device } from '../../common/contracts/model';
import { LensError } from '../../common/errors/lens-error';
import { deviceLabel } from '../lens/notices/labels';
import type { ProbedDevice } from './probe-devices';

interface DeviceItem extends vscode.QuickPickItem {
  readonly device: Device;
  readonly works: boolean;
}

/**
 * Asks where models run. Devices that do not work here are listed with the reason. Undefined when dismissed. Throws a
 * LensError when one of these is picked.
 */
export async function pickDevice(inUse: Device, probe: () => Promise<ProbedDevice[]>): Promise<Device | undefined> {
  const items = probe().then((devices) => devices.map((device) => toItem(device, inUse)));
  const picked = await vscode.window.showQuickPick(items, {
    title: t('Choose Device'),
    placeHolder: t('Where models run'),
  });
  if (picked && !picked.works) throw new LensError('device', picked.detail ?? doesNotWork(picked.device));
  return picked?.device;
}

function doesNotWork(device: Device): string {
  return t('{0} does not work here.', deviceLabel(device));
}

function toItem({ name, works, reason }: ProbedDevice, inUse: Device): DeviceItem {
  const facts = [works ? '' : t('does not work here'), name === inUse ? t('in use') : ''].filter(Boolean);
  return {
    label: deviceLabel(name),
    iconPath: new vscode.ThemeIcon(works ? 'chip' : 'circle-slash'),
    description: facts.join(' · '),
    ...(reason === null ? {} : { detail: reason }),
    device: name,
    works,
  };
}
