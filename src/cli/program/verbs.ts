import type { Verb } from './verb';

/** The verbs, each loaded when it is used: most need no native module or not all of them. */
export const verbs: Readonly<Record<string, () => Promise<Verb>>> = {
  tokens: async () => (await import('../verbs/tokens')).tokens,
  predict: async () => (await import('../verbs/predict')).predict,
  inspect: async () => (await import('../verbs/inspect')).inspect,
  generate: async () => (await import('../verbs/generate')).generate,
  config: async () => (await import('../verbs/config')).config,
  download: async () => (await import('../verbs/download')).download,
  search: async () => (await import('../verbs/search')).search,
  train: async () => (await import('../verbs/train')).train,
  score: async () => (await import('../verbs/score')).score,
  doctor: async () => (await import('../verbs/doctor')).doctor,
};

/** Verbs for this program's own use: they are not in the help. */
export const hiddenVerbs: typeof verbs = {
  'check-device': async () => (await import('../doctor/check-device')).checkDeviceVerb,
  'probe-device': async () => (await import('../doctor/probe-device')).probeDeviceVerb,
};
