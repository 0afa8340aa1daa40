import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Log } from '../../platform/log';
import type { HubConnection } from '../connection/hub-connection';
import type { Account } from './account';
import { askForToken } from './sign-in';

export interface AccountCommandParams {
  readonly account: Account;
  readonly connection: HubConnection;
  readonly log: Log;
}

/** Asks for a token and says whose it is. */
export async function signIn({ account, connection, log }: AccountCommandParams): Promise<void> {
  const name = await askForToken({ account, endpoint: connection.endpoint, log });
  if (name !== undefined) vscode.window.setStatusBarMessage(t('Signed in to the Hub as {0}.', name), 5000);
}

/** Forgets the token. Says so when the environment still signs in. */
export async function signOut({ account }: Pick<AccountCommandParams, 'account'>): Promise<void> {
  const left = await account.signOut();
  if (left === null) vscode.window.setStatusBarMessage(t('Signed out of the Hub.'), 5000);
  else void vscode.window.showInformationMessage(stillSignedIn(left.name));
}

/** Says who is signed in and offers to change that. */
export async function manageAccount(params: AccountCommandParams): Promise<void> {
  const current = await params.account.current();
  if (current === null) return signIn(params);
  const another = { label: t('Use Another Token…'), iconPath: new vscode.ThemeIcon('account') };
  const out = { label: t('Sign Out'), iconPath: new vscode.ThemeIcon('sign-out') };
  const picked = await vscode.window.showQuickPick(current.by === 'stored' ? [another, out] : [another], {
    title: t('Signed in to the Hub as {0}', current.name),
    placeHolder: current.by === 'stored' ? t('By a token that was given here') : stillSignedIn(current.name),
  });
  if (picked === another) await signIn(params);
  if (picked === out) await signOut(params);
}

function stillSignedIn(name: string): string {
  return t('HF_TOKEN or the token file of Python signs you in as {0}.', name);
}
