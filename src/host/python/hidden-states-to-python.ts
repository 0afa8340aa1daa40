import { axisToPython } from './axis-to-python';
import type { LookParams } from './look-to-python';

/** The lines that take the states of the tokens after one layer out of `outputs` and print their norms. */
export function hiddenLines({ info, look, window, options }: LookParams): string[] {
  const target = info.kind === 'encoder-decoder' && (look.kind === 'decoder' || look.kind === 'cross');
  const field = fieldOf(info.kind === 'encoder-decoder', target);
  const axis = axisToPython({
    of: target ? 'target' : 'input',
    row: window,
    axis: look.axis,
    padded: options.stride !== null,
  });
  return [
    `states = outputs.${field}[${look.state}][${window}]  # [token, hidden]`,
    '',
    ...axis.lines,
    // A word's state is the mean of its tokens' states.
    ...(axis.groups === null ? [] : [`states = torch.stack([states[group].mean(0) for group in ${axis.groups}])`]),
    `for token, norm in zip(${axis.names}, states.norm(dim=-1).tolist()):`,
    '    print(f"{token:>16.16} {norm:.4f}")',
  ];
}

function fieldOf(encoderDecoder: boolean, target: boolean): string {
  if (!encoderDecoder) return 'hidden_states';
  return target ? 'decoder_hidden_states' : 'encoder_hidden_states';
}
