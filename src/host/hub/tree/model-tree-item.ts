import { t } from '@vscode/l10n';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { Download } from '../../../common/contracts/hub/downloads-view';
import { formatBytes } from '../../../common/text/format-bytes';
import { modelLabel } from '../../models/model-label';
import { isActive } from '../downloads/is-active';
import type { CachedNode, ModelNode } from './model-nodes';

interface Look {
  readonly label: string;
  readonly icon: vscode.ThemeIcon;
  readonly description: string;
  readonly tooltip: string;
  /** Words by which menus are shown, see package.json. */
  readonly context: string;
}

/** A line of the tree as VS Code draws it. */
export class ModelTreeItem extends vscode.TreeItem {
  constructor(readonly node: ModelNode) {
    const { label, icon, description, tooltip, context } = lookOf(node);
    super(label);
    this.id = idOf(node);
    this.iconPath = icon;
    this.description = description;
    this.tooltip = tooltip;
    this.contextValue = context;
    const inUse = 'inUse' in node && node.inUse ? t('in use') : '';
    this.accessibilityInformation = { label: [label, description, inUse].filter((part) => part !== '').join(', ') };
    const id = hubIdOfNode(node);
    if (id !== null) {
      this.command = { command: 'modelLens.showDetails', title: t('Show Model Details'), arguments: [this] };
    }
  }
}

/** The Hub's id of a line; null for the sample and folders. */
export function hubIdOfNode(node: ModelNode): string | null {
  return 'id' in node ? node.id : null;
}

function idOf(node: ModelNode): string {
  return `${node.kind} ${node.kind === 'download' ? node.download.key : 'id' in node ? node.id : node.name}`;
}

function lookOf(node: ModelNode): Look {
  switch (node.kind) {
    case 'sample':
      return {
        label: modelLabel(node.name),
        icon: iconOf(node.inUse, 'beaker'),
        description: words(formatBytes(node.bytes), t('bundled')),
        tooltip: t('The sample comes with Model Lens.'),
        context: node.inUse ? 'sample' : 'sample idle',
      };
    case 'folder':
      return {
        label: basename(node.name),
        icon: iconOf(node.inUse, 'folder'),
        description: '',
        tooltip: node.name,
        context: node.inUse ? 'folder' : 'folder idle',
      };
    case 'cached':
      return cachedLook(node);
    case 'download':
      return downloadLook(node.download);
    case 'partial':
      return {
        label: basename(node.id),
        icon: new vscode.ThemeIcon('cloud-download'),
        description: t('{0}, not finished', formatBytes(node.bytes)),
        tooltip: t('{0}: a download that was not finished', node.id),
        context: 'hub plain paused',
      };
  }
}

function cachedLook({ id, model, byPython, favourite, inUse }: CachedNode): Look {
  const weights = model.revisions[0]?.weights ?? t('no weights to run');
  return {
    label: basename(id),
    icon: iconOf(inUse, byPython ? 'snake' : 'package'),
    description: words(formatBytes(model.bytes), byPython ? 'Python' : '', favourite ? t('favourite') : ''),
    tooltip: [id, `${formatBytes(model.bytes)}, ${weights}`, model.folder].join('\n'),
    context: `hub cached ${favourite ? 'favourite' : 'plain'}${inUse ? '' : ' idle'}`,
  };
}

function downloadLook(download: Download): Look {
  const { id, bytes, totalBytes, error } = download;
  const active = isActive(download);
  return {
    label: basename(id),
    icon: active
      ? new vscode.ThemeIcon('cloud-download', new vscode.ThemeColor('charts.blue'))
      : new vscode.ThemeIcon(download.phase === 'failed' ? 'error' : 'debug-pause'),
    description: totalBytes === null ? phaseWord(download) : amount(bytes, totalBytes),
    tooltip: [id, phaseWord(download), error].filter(Boolean).join('\n'),
    context: `hub plain ${active ? 'active' : 'paused'}`,
  };
}

/** `412 of 988 MB`. */
function amount(bytes: number, totalBytes: number): string {
  const [number = '', unit] = formatBytes(bytes).split(' ');
  const total = formatBytes(totalBytes);
  return t('{0} of {1}', total.endsWith(` ${unit ?? ''}`) ? number : formatBytes(bytes), total);
}

function phaseWord({ phase }: Download): string {
  const phases: Record<Download['phase'], string> = {
    waiting: t('waits for its turn'),
    running: t('is being downloaded'),
    verifying: t('is being verified'),
    paused: t('paused'),
    failed: t('failed'),
    done: t('downloaded'),
  };
  return phases[phase];
}

function iconOf(inUse: boolean, icon: string): vscode.ThemeIcon {
  return inUse
    ? new vscode.ThemeIcon('pass-filled', new vscode.ThemeColor('charts.green'))
    : new vscode.ThemeIcon(icon);
}

function words(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' · ');
}
