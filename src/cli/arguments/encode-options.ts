import { defaultEncodeOptions, truncationSchema, type EncodeOptions } from '../../common/contracts/run';
import type { Options, OptionSpecs } from './options';

export const truncationOptions: OptionSpecs = {
  'max-length': { value: 'N', help: 'Cuts to this many tokens, special ones included.' },
  truncation: { value: 'STRATEGY', help: 'Which text of a pair is cut: longest_first, only_first, only_second.' },
  'truncation-side': { value: 'SIDE', help: 'Where it is cut: right or left.' },
};

export const paddingOptions: OptionSpecs = {
  'padding-side': { value: 'SIDE', help: 'Where shorter texts of a batch are padded: right or left.' },
};

const sides = ['left', 'right'] as const;

/** How texts become tokens, from the options that were given. @throws LensError `usage` */
export function encodeOptionsFrom(options: Options): EncodeOptions {
  return {
    maxLength: options.count('max-length'),
    truncation: options.choice('truncation', truncationSchema.options) ?? defaultEncodeOptions.truncation,
    truncationSide: options.choice('truncation-side', sides),
    paddingSide: options.choice('padding-side', sides),
    stride: options.count('stride'),
    addSpecialTokens: !options.has('no-special'),
  };
}
