import type { StoredSession } from '@huibao/auth';
import type { Actor } from '@huibao/db';
import {
  errorKinds,
  HuibaoError,
  type ErrorCode,
  type ErrorKind,
  type ErrorParams,
  type Permission,
} from '@huibao/domain';
import {
  isPassing,
  attemptUseCase,
  runUseCase,
  type Context as Services,
  type Door,
  type Mutation,
  type Preview,
  type Profile,
  type Query,
  type StandingSession,
  type TellPace,
  type UseCase,
  type Visitor,
} from '@huibao/services';
import { nameRequest } from '@huibao/tracing';
import { initTRPC, TRPCError, type TRPC_ERROR_CODE_KEY } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';

/** What a request brings: the services, and who is signed in. */
export interface RequestContext {
  readonly services: Services;
  readonly door: Door;
  readonly now: () => Date;
  readonly visitor: Visitor;
  readonly signedIn: { readonly session: StoredSession; readonly actor: Actor; readonly profile: Profile } | null;
  readonly setCookie: (value: string) => void;
  /** In the answer's head. */
  readonly tellPace: TellPace;
  /** The log: everything that the user isn't told. */
  readonly report: (error: unknown) => void;
}

export interface ErrorBody {
  readonly code: ErrorCode;
  /** Of the code: who hears it needn't know them all. */
  readonly kind: ErrorKind;
  readonly params: ErrorParams;
  /** Of a failure that isn't told: by it the log knows more. */
  readonly request?: string;
}

const trpcCodes = {
  invalid: 'BAD_REQUEST',
  unauthenticated: 'UNAUTHORIZED',
  forbidden: 'FORBIDDEN',
  not_found: 'NOT_FOUND',
  // tRPC has no code of its own for it; the page that asks answers 410 by `httpStatuses`.
  gone: 'NOT_FOUND',
  conflict: 'CONFLICT',
  limit: 'TOO_MANY_REQUESTS',
  unavailable: 'SERVICE_UNAVAILABLE',
} as const satisfies Record<ErrorKind, TRPC_ERROR_CODE_KEY>;

/** By its kind a refusal's status, of a file and of the page that asked for it. */
export const httpStatuses = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  gone: 410,
  conflict: 409,
  limit: 429,
  unavailable: 503,
} as const satisfies Record<ErrorKind, number>;

/** The one translation of errors on their way out. */
export function bodyOf(error: unknown): ErrorBody {
  const told = refusalIn(error);
  const request = told.code === 'request.failed' ? nameRequest() : {};
  return { code: told.code, kind: told.kind, params: told.params, ...request };
}

function refusalIn(error: unknown): HuibaoError {
  if (error instanceof HuibaoError) return error;
  if (error instanceof TRPCError) {
    if (error.cause instanceof HuibaoError) return error.cause;
    if (error.code === 'BAD_REQUEST' || error.code === 'PARSE_ERROR')
      return new HuibaoError('request.invalid', { field: '' });
  }
  return new HuibaoError('request.failed');
}

/** 503 only of what passes by itself: who asks again after a fault of ours would ask for ever. */
export function statusOf(error: unknown): number {
  const cause = error instanceof TRPCError ? error.cause : error;
  if (cause instanceof HuibaoError) return httpStatuses[errorKinds[cause.code]];
  if (isPassing(cause)) return httpStatuses.unavailable;
  return error instanceof TRPCError ? getHTTPStatusCodeFromError(error) : 500;
}

/** After how many seconds to ask again, of an answer with this status. */
export function retryAfter(status: number): { readonly 'Retry-After': string } | undefined {
  return status === httpStatuses.unavailable ? { 'Retry-After': '5' } : undefined;
}

/** Who asks, as it is remembered. */
export interface RememberedAsker {
  readonly actor: Actor;
  readonly profile: Profile;
  readonly standing: StandingSession;
}

/** What a procedure declares of itself; the access matrix is generated from it. */
export interface ProcedureMeta {
  readonly permission?: Permission;
  /** What it answers by what is remembered: undefined where it has to be asked for (`attemptUseCase`). */
  readonly attempt?: (
    ctx: Pick<RequestContext, 'services' | 'tellPace'>,
    asker: RememberedAsker,
    input: unknown,
  ) => Promise<unknown>;
}

const t = initTRPC
  .context<RequestContext>()
  .meta<ProcedureMeta>()
  .create({
    errorFormatter: ({ error, shape }) => ({
      ...shape,
      message: bodyOf(error).code,
      data: { httpStatus: statusOf(error), error: bodyOf(error) },
    }),
  });

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

const translated = t.procedure.use(async ({ ctx, next }) => {
  const result = await next();
  if (!result.ok) throw translatedError(result.error, ctx.report);
  return result;
});

/** As tRPC tells it; what isn't refused is reported. */
export function translatedError(error: TRPCError, report: RequestContext['report']): TRPCError {
  const { cause } = error;
  if (cause instanceof HuibaoError)
    return new TRPCError({ code: trpcCodes[errorKinds[cause.code]], message: cause.code, cause });
  if (error.code === 'INTERNAL_SERVER_ERROR') report(cause ?? error);
  return isPassing(cause) ? new TRPCError({ code: trpcCodes.unavailable, message: 'request.failed', cause }) : error;
}

/** For everybody: sign-in, and what the public may read. */
export const signedOut = translated;

/** For a session; who must first change the password or enrol a second factor can do only that. */
const signedIn = translated.use(({ ctx, next }) => {
  if (!ctx.signedIn) throw new HuibaoError('session.missing');
  return next({ ctx: { signedIn: ctx.signedIn } });
});

export const signedInAnyhow = signedIn;

export const ready = signedIn.use(async ({ ctx, next }) => {
  requireReady(ctx.signedIn.profile);
  await ctx.services.paces.countRequest(ctx.signedIn.actor, ctx.tellPace);
  return next();
});

/** Fails with `session.must_change_password` or `session.must_enrol`. */
export function requireReady({ awaits }: Profile): void {
  if (awaits === 'second_factor') throw new HuibaoError('session.must_enrol');
  if (awaits !== null) throw new HuibaoError('session.must_change_password');
}

/** A use-case as a procedure: its own input, its own permission, its own transaction, and the verb of its kind. */
export function expose<Input, Output, Raw>(
  useCase: Query<Input, Output, Raw> | Preview<Input, Output, Raw>,
): ReturnType<typeof exposeQuery<Input, Output, Raw>>;
export function expose<Input, Output, Raw>(
  useCase: Mutation<Input, Output, Raw>,
): ReturnType<typeof exposeMutation<Input, Output, Raw>>;
export function expose<Input, Output, Raw>(useCase: UseCase<Input, Output, Raw>) {
  return useCase.kind === 'mutation' ? exposeMutation(useCase) : exposeQuery(useCase);
}

/** What `runUseCase` parses, after it has asked whether the actor may: here it only has its type. */
function asSent<Raw>(input: unknown): Raw {
  return input as Raw;
}

function exposeQuery<Input, Output, Raw>(useCase: UseCase<Input, Output, Raw>) {
  return ready
    .meta({ permission: useCase.permission })
    .input(asSent<Raw>)
    .query(({ ctx, input }): Promise<Output> => runUseCase(ctx.services, ctx.signedIn.actor, useCase, input));
}

function exposeMutation<Input, Output, Raw>(useCase: Mutation<Input, Output, Raw>) {
  const { permission } = useCase;
  return ready
    .meta({ permission, ...(useCase.attempt ? { attempt: attempting(useCase) } : {}) })
    .input(asSent<Raw>)
    .mutation(({ ctx, input }): Promise<Output> => runUseCase(ctx.services, ctx.signedIn.actor, useCase, input));
}

/** Counted as any request. What goes the long way after all is counted twice: it is rare. */
function attempting<Input, Output, Raw>(useCase: Mutation<Input, Output, Raw>): NonNullable<ProcedureMeta['attempt']> {
  return async ({ services, tellPace }, { actor, profile, standing }, input) => {
    if (profile.awaits !== null) return undefined;
    const attempt = attemptUseCase({ ctx: services, actor }, standing, useCase, input);
    if (!attempt) return undefined;
    await services.paces.countRequest(actor, tellPace);
    return attempt();
  };
}
