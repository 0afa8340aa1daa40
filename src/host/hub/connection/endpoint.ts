import { t } from '@vscode/l10n';
import { LensError } from '../../../common/errors/lens-error';
import { hubEndpoint, type Environment } from '../../../hub/env';

const usualHost = 'huggingface.co';

/** The setting names no address of the web. */
export class EndpointError extends LensError {
  constructor() {
    // What it holds is not repeated: it may be a password.
    super(
      'usage',
      t('The setting “Model Lens: Hub Endpoint” is not the address of a Hub.'),
      t('Set it to an address such as https://huggingface.co, without a user name, or leave it empty.'),
    );
  }
}

/**
 * Where the Hub is: the setting, else what the environment says; without a slash at the end.
 * @throws EndpointError for a setting that is no address, LensError `usage` for a variable that is none
 */
export function chosenEndpoint(setting: string | null, env: Environment): string {
  if (setting === null) return hubEndpoint(env);
  try {
    return hubEndpoint({ HF_ENDPOINT: setting });
  } catch (error) {
    if (error instanceof LensError) throw new EndpointError();
    throw error;
  }
}

/** The host of an endpoint, null for the usual one: what people must be told is what differs from it. */
export function unusualHost(endpoint: string): string | null {
  const { host } = new URL(endpoint);
  return host === usualHost ? null : host;
}
