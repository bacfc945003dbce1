import type { LogIntent } from './log-intent.ts';

/** What the records that an alert counts are called: errors, warnings, or plain records. */
export function alertNoun({ levels, status }: LogIntent, count: number): string {
  const word = levels.includes('error')
    ? 'error'
    : levels.includes('fatal')
      ? 'critical error'
      : levels.includes('warn')
        ? 'warning'
        : status
          ? 'response'
          : 'record';
  return count === 1 ? word : `${word}s`;
}
