import type * as v from 'valibot';
import type { CancellationSignal } from './cancellation';

/** One request of a contract: the schemas of what goes in, what comes back, and what is told on the way. */
export interface RequestSchema {
  readonly params: v.GenericSchema;
  readonly result: v.GenericSchema;
  readonly progress?: v.GenericSchema;
}

/** What one side of a process boundary answers (requests) and listens to (notifications). Names read well in a log. */
export interface Contract {
  readonly requests: Readonly<Record<string, RequestSchema>>;
  readonly notifications: Readonly<Record<string, v.GenericSchema>>;
}

/** A contract for a side that serves nothing. */
export const emptyContract = { requests: {}, notifications: {} } as const satisfies Contract;

export type RequestName<C extends Contract> = keyof C['requests'] & string;
export type NotificationName<C extends Contract> = keyof C['notifications'] & string;
export type ParamsOf<C extends Contract, Name extends RequestName<C>> = v.InferOutput<C['requests'][Name]['params']>;
export type ResultOf<C extends Contract, Name extends RequestName<C>> = v.InferOutput<C['requests'][Name]['result']>;
export type ProgressOf<
  C extends Contract,
  Name extends RequestName<C>,
> = C['requests'][Name]['progress'] extends v.GenericSchema ? v.InferOutput<C['requests'][Name]['progress']> : never;
export type NotificationOf<C extends Contract, Name extends NotificationName<C>> = v.InferOutput<
  C['notifications'][Name]
>;

/** What a request handler gets beside its parameters. */
export interface RequestContext<Progress> {
  readonly signal: CancellationSignal;
  readonly progress: (value: Progress) => void;
}

/** The implementation of a contract: a function for each request and notification. Missing one is a type error. */
export interface Handlers<C extends Contract> {
  readonly requests: {
    readonly [Name in RequestName<C>]: (
      params: ParamsOf<C, Name>,
      context: RequestContext<ProgressOf<C, Name>>,
    ) => ResultOf<C, Name> | Promise<ResultOf<C, Name>>;
  };
  readonly notifications: {
    readonly [Name in NotificationName<C>]: (params: NotificationOf<C, Name>) => void;
  };
}
