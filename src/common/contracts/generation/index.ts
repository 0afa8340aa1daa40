export { generationSettingsSchema, type GenerationSettings } from './settings';
export type { EndReason, GeneratedSequence, GenerationStep, NextToken } from './steps';
