import type { RunAction } from '../actions/run-actions';

/** The commands that do something with a run, without their prefix `modelLens.`, and what they do. */
export const runCommandActions = {
  stopRun: 'stop',
  resumeRun: 'resume',
  openRunInLens: 'openInLens',
  duplicateRun: 'duplicate',
  deleteRun: 'delete',
  showRunLog: 'showLog',
  revealRun: 'openFolder',
  openRunFile: 'openRunFile',
  exportRunScript: 'exportScript',
  copyRunCommand: 'copyShellCommand',
} as const satisfies Record<string, RunAction>;

/** All commands of runs, without their prefix. */
export const runCommandNames = ['fineTune', 'openRun', 'refreshRuns', ...Object.keys(runCommandActions)] as const;
