import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ProbedDevice } from '../../../common/contracts/device-check';
import type { Device } from '../../../common/contracts/model';
import { LensError } from '../../../common/errors/lens-error';
import { deviceLabel } from '../../lens/notices/labels';
import type { Devices } from './devices';

interface DeviceItem extends vscode.QuickPickItem {
  /** Undefined for the line that has all devices tried again. */
  readonly device?: ProbedDevice;
}

/**
 * Asks where models run. Devices that do not work here are listed with the reason, and can be tried again. Undefined when
 * dismissed. Throws a LensError when one of these is picked.
 */
export async function pickDevice(inUse: Device, devices: Devices): Promise<Device | undefined> {
  for (;;) {
    const items = devices.all().then((all) => [...all.map((device) => toItem(device, inUse)), ...checkAgain()]);
    const picked = await vscode.window.showQuickPick(items, {
      title: t('Choose Device'),
      placeHolder: t('Where models run'),
      matchOnDetail: true,
    });
    if (!picked) return undefined;
    const { device } = picked;
    if (device?.works) return device.name;
    if (device) throw new LensError('device', device.reason ?? doesNotWork(device.name), device.help ?? undefined);
    devices.forget();
  }
}

function doesNotWork(device: Device): string {
  return t('{0} does not work here.', deviceLabel(device));
}

function toItem(device: ProbedDevice, inUse: Device): DeviceItem {
  const { name, works, reason, help } = device;
  const facts = [works ? '' : t('does not work here'), name === inUse ? t('in use') : ''].filter(Boolean);
  const detail = [reason, help].filter((part) => part !== null).join(' ');
  return {
    label: deviceLabel(name),
    iconPath: new vscode.ThemeIcon(works ? 'chip' : 'circle-slash'),
    description: facts.join(' · '),
    ...(detail === '' ? {} : { detail }),
    device,
  };
}

function checkAgain(): DeviceItem[] {
  return [
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    { label: t('Check Again'), iconPath: new vscode.ThemeIcon('refresh'), alwaysShow: true },
  ];
}
