import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { toErrorData } from '../../../common/errors/lens-error';
import type { Log } from '../../platform/log';
import type { Account } from './account';

export interface SignInParams {
  readonly account: Account;
  /** Such as `https://huggingface.co`. */
  readonly endpoint: string;
  readonly log: Log;
}

/** Asks for a token until the Hub accepts one; gives the account's name, undefined when dismissed. */
export function askForToken({ account, endpoint, log }: SignInParams): Promise<string | undefined> {
  const tokensPage = `${endpoint}/settings/tokens`;
  const input = vscode.window.createInputBox();
  input.title = t('Sign In to the Hub');
  input.prompt = t(
    'An access token of {0}. It is kept in the key store of this system and sent to {0} only.',
    hostOf(endpoint),
  );
  input.placeholder = t('hf_… (the button opens the page that makes one)');
  input.password = true;
  input.ignoreFocusOut = true;
  input.buttons = [{ iconPath: new vscode.ThemeIcon('link-external'), tooltip: t('Open {0}', tokensPage) }];
  input.onDidTriggerButton(() => void vscode.env.openExternal(vscode.Uri.parse(tokensPage, true)));
  input.onDidChangeValue(() => (input.validationMessage = ''));
  return new Promise((resolve) => {
    input.onDidAccept(async () => {
      const name = await accept(input, account, log);
      if (name === undefined) return;
      resolve(name);
      input.hide();
    });
    input.onDidHide(() => {
      resolve(undefined);
      input.dispose();
    });
    input.show();
  });
}

/** The name of the account, or undefined with the reason under the input. */
async function accept(input: vscode.InputBox, account: Account, log: Log): Promise<string | undefined> {
  const token = input.value.trim();
  if (token === '') {
    input.validationMessage = t('Paste a token of the Hub.');
    return undefined;
  }
  input.busy = true;
  input.enabled = false;
  try {
    return await account.signIn(token);
  } catch (error) {
    log.error('Signing in', error);
    const { message, help } = toErrorData(error);
    input.validationMessage = help === undefined ? message : `${message} ${help}`;
    return undefined;
  } finally {
    input.busy = false;
    input.enabled = true;
  }
}

function hostOf(endpoint: string): string {
  return new URL(endpoint).host;
}
