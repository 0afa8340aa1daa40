import { Graph } from './graph';

/** A graph that is built for training: it records where a model drops numbers at random. */
export class DropoutGraph extends Graph {
  protected override readonly recordsDropout = true;
}
