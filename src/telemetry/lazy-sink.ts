import type { Sink } from './records.ts';

/** A sink that is loaded with the first record, so that the start need not wait for it. */
export interface LazySink<T extends Sink> extends Sink {
  loaded(): Promise<T>;
}

/** A sink that is loaded at its first record. */
export function lazySink<T extends Sink>(load: () => Promise<T>): LazySink<T> {
  let loading: Promise<T> | null = null;
  const loaded = () => {
    loading ??= load();
    return loading;
  };
  const tell = (how: (sink: T) => void) => void loaded().then(how);
  return {
    loaded,
    call: (record) => tell((sink) => sink.call?.(record)),
    backend: (record) => tell((sink) => sink.backend?.(record)),
    http: (record) => tell((sink) => sink.http?.(record)),
    lost: (lines) => tell((sink) => sink.lost?.(lines)),
    circuit: (isOpen, instance) => tell((sink) => sink.circuit?.(isOpen, instance)),
    async close() {
      if (loading !== null) await (await loading).close?.();
    },
  };
}
