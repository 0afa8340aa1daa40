import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { DeviceCheck } from '../../../common/contracts/device-check';
import type { Device } from '../../../common/contracts/model';
import { isCancelled, LensError, toErrorData } from '../../../common/errors/lens-error';
import { CancellationSource } from '../../../common/rpc/cancellation';
import { deviceLabel } from '../../lens/notices/labels';
import type { ModelService } from '../model-service';
import type { Devices } from './devices';

/**
 * Runs models on a device from now on, once its results were compared with the CPU's. A difference is warned of. A device
 * that fails at it is not used: throws a LensError `device` that says why.
 */
export async function useDevice(device: Device, models: ModelService, devices: Devices): Promise<void> {
  if (device === 'cpu') {
    await models.chooseDevice(device);
    return;
  }
  const check = await checked(device, models, devices);
  if (!check) return;
  await models.chooseDevice(device);
  if (check.agrees) {
    vscode.window.setStatusBarMessage(t('{0} agrees with the CPU.', deviceLabel(device)), 5000);
    return;
  }
  const useCpu = t('Use the CPU');
  const picked = await vscode.window.showWarningMessage(differenceWords(check), useCpu);
  if (picked === useCpu) await models.chooseDevice('cpu');
}

/** How a device differs from the CPU, with the numbers. */
export function differenceWords({ device, difference, tensor, tolerance }: DeviceCheck): string {
  const name = deviceLabel(device);
  if (difference === null) return t('{0} gives results that are no numbers, in {1} of the sample.', name, tensor);
  return t(
    '{0} computes other results than the CPU: {1} of the sample differs by {2} of its largest value; {3} is usual.',
    name,
    tensor,
    difference.toExponential(1),
    tolerance.toExponential(0),
  );
}

/** Undefined when the person has stopped it. */
async function checked(device: Device, models: ModelService, devices: Devices): Promise<DeviceCheck | undefined> {
  const name = deviceLabel(device);
  const title = t('Comparing {0} with the CPU on the sample', name);
  const source = new CancellationSource();
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  try {
    return await vscode.window.withProgress(options, (_, token) => {
      token.onCancellationRequested(() => source.abort());
      return devices.check(device, source);
    });
  } catch (error) {
    if (isCancelled(error)) return undefined;
    const { message } = toErrorData(error);
    const stays = t('Models go on running on {0}.', deviceLabel(models.device));
    throw new LensError('device', t('{0} is not used: {1}', name, message), stays, { cause: error });
  }
}
