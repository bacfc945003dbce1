import { AsyncLocalStorage } from 'node:async_hooks';
import type { BackendRecord, CallRecord, HttpRecord, Sink } from './records.ts';
import type { Span } from './trace.ts';

/** What happens, told to whoever listens, and the trace that it happens in. */
export interface Telemetry {
  add(sink: Sink): void;
  /** Run `work` as a step of a trace. */
  within<T>(span: Span, work: () => Promise<T>): Promise<T>;
  /** The step that runs now; null outside of calls. */
  current(): Span | null;
  call(record: CallRecord): void;
  backend(record: BackendRecord): void;
  http(record: HttpRecord): void;
  circuit(isOpen: boolean, instance: string | null): void;
  /** Audit lines that could not be written. */
  lost(lines: number): void;
  close(): Promise<void>;
}

/** Most of what a caller wrote that is looked at. */
const MOST_READ = 1000;
const MOST_NAMES = 50;

/** `hide` takes known secrets out of what callers write, as the name of a tool or an argument. */
export function createTelemetry(hide: (text: string) => string): Telemetry {
  const sinks: Sink[] = [];
  const spans = new AsyncLocalStorage<Span>();
  return {
    add: (sink) => void sinks.push(sink),
    within: (span, work) => spans.run(span, work),
    current: () => spans.getStore() ?? null,
    call(given) {
      if (sinks.length === 0) return;
      const { tool, isKnown, argumentNames } = given;
      const record = {
        ...given,
        tool: isKnown ? tool : hide(tool.slice(0, MOST_READ)),
        argumentNames: argumentNames.slice(0, MOST_NAMES).map((name) => hide(name.slice(0, MOST_READ))),
      };
      for (const sink of sinks) sink.call?.(record);
    },
    backend(record) {
      for (const sink of sinks) sink.backend?.(record);
    },
    http(record) {
      for (const sink of sinks) sink.http?.(record);
    },
    circuit(isOpen, instance) {
      for (const sink of sinks) sink.circuit?.(isOpen, instance);
    },
    lost(lines) {
      for (const sink of sinks) sink.lost?.(lines);
    },
    async close() {
      await Promise.all(sinks.map((sink) => sink.close?.()));
    },
  };
}
