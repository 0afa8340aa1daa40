export { generationSettingsSchema, type GenerationSettings } from './settings';
export type { GeneratedSequence, GenerationStep, NextToken } from './steps';
