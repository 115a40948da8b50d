import { randomUUID } from 'node:crypto';
import {
  context,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Attributes,
  type Context,
  type SpanContext,
} from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';

// Without it nothing knows for which request it is done, whether or not anybody collects spans.
context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
propagation.disable();

const tracer = trace.getTracer('huibao');

/** What a request is told by whoever passes it on: W3C's `traceparent`. Its trace id is the request's id. */
const told = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})$/;

function begun(header: string | undefined): SpanContext {
  const [, traceId, spanId, flags] = told.exec(header ?? '') ?? [];
  if (traceId === undefined || spanId === undefined) {
    return { traceId: randomDigits(), spanId: randomDigits().slice(16), traceFlags: TraceFlags.SAMPLED };
  }
  return { traceId, spanId, traceFlags: Number.parseInt(flags ?? '0', 16), isRemote: true };
}

/** 32 hexadecimal ones. Node makes many UUIDs ahead; bytes it would ask for with each request. */
const randomDigits = (): string => randomUUID().replaceAll('-', '');

/** A span's name is the code's own (a procedure, a table); attributes hold ids, codes and counts, never a value. */
interface Described {
  readonly name: string;
  readonly attributes?: Attributes;
}

/**
 * Runs what is done for one request, under the id that it came with, else a new one.
 *
 * @param header its `traceparent`, where whoever sent it is trusted; anything else is as none
 */
export function inRequest<T>(header: string | undefined, described: Described, work: () => T): T {
  return within(trace.setSpanContext(ROOT_CONTEXT, begun(header)), SpanKind.SERVER, described, work);
}

/** A step on the way, where spans are collected; else only the work. */
export function span<T>(described: Described, work: () => T): T {
  if (!isCollected()) return work();
  return within(context.active(), SpanKind.INTERNAL, described, work);
}

/** What is known of the request's work only later. */
export function note(attributes: Attributes): void {
  trace.getActiveSpan()?.setAttributes(attributes);
}

/** The id of the request that this is done for: 32 hexadecimal digits. */
export function requestId(): string | undefined {
  return trace.getSpanContext(context.active())?.traceId;
}

/** For a line of the log: which request it is for. */
export function nameRequest(): { readonly request?: string } {
  const request = requestId();
  return request === undefined ? {} : { request };
}

/** What to tell whoever goes on with this request. */
export function traceparent(): string | undefined {
  const current = trace.getSpanContext(context.active());
  if (!current) return undefined;
  return `00-${current.traceId}-${current.spanId}-${current.traceFlags.toString(16).padStart(2, '0')}`;
}

/** For a message: what whoever goes on with this request is to be told. */
export function nameTrace(): { readonly traceparent?: string } {
  const current = traceparent();
  return current === undefined ? {} : { traceparent: current };
}

let collects = false;

/** Set once, as the process starts. */
export function collect(): void {
  collects = true;
}

function isCollected(): boolean {
  if (!collects) return false;
  const current = trace.getSpanContext(context.active());
  return current !== undefined && (current.traceFlags & TraceFlags.SAMPLED) !== 0;
}

function within<T>(parent: Context, kind: SpanKind, { name, attributes }: Described, work: () => T): T {
  if (!collects) return context.with(parent, work);
  const one = tracer.startSpan(name, { kind, ...(attributes ? { attributes } : {}) }, parent);
  const end = (isFailed: boolean): void => {
    if (isFailed) one.setStatus({ code: SpanStatusCode.ERROR });
    one.end();
  };
  return context.with(trace.setSpan(parent, one), () => {
    try {
      const result = work();
      if (!(result instanceof Promise)) {
        end(false);
        return result;
      }
      result.then(
        () => end(false),
        () => end(true),
      );
      return result;
    } catch (error) {
      end(true);
      throw error;
    }
  });
}
