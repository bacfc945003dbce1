import { listAt } from '../openobserve/answer.ts';
import { maskHead } from '../redact/patterns.ts';
import { quotedWords } from '../redact/quoted-words.ts';
import { utcFromUs } from '../call/arguments/times.ts';

const LONGEST_CAUSE = 500;
/** Most of it that is looked at: it may be as long as an answer can be. */
const MOST_READ = 10_000;
const SHORTENED = /query range restriction of (\d+) hours/i;
const CAPPED = /capped to meet default limit/i;
const EMPTY_WORDS = /based on partial data/i;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const causeText = (text: string) => quotedWords(maskHead(text, MOST_READ), LONGEST_CAUSE);

function causesOf({ function_error }: Readonly<Record<string, unknown>>): string[] {
  return [function_error]
    .flat()
    .filter((cause): cause is string => typeof cause === 'string' && cause.trim() !== '')
    .map((cause) => cause.slice(0, MOST_READ))
    .filter((cause) => !EMPTY_WORDS.test(cause));
}

/** Why a search is not whole, in words; nothing when it is. */
function onSearch(answer: Readonly<Record<string, unknown>>): string[] {
  const causes = causesOf(answer);
  const isPartial = answer.is_partial === true;
  const notes = causes.map((cause) => {
    const [, hours] = SHORTENED.exec(cause) ?? [];
    if (hours !== undefined) {
      const [start, end] = [answer.new_start_time, answer.new_end_time].map((time) =>
        typeof time === 'number' && time > 0 ? utcFromUs(time) : null,
      );
      const searched = start && end ? `Only ${start} to ${end} was searched` : 'Only a part was searched';
      return `${searched}: this stream allows ${hours} h at once. Ask for the rest in ranges of that length.`;
    }
    if (CAPPED.test(cause))
      return 'OpenObserve stopped at its own limit of rows, and there may be more. Give a size, or a LIMIT in the SQL.';
    return isPartial
      ? `The query failed while it ran, so that rows are missing: ${causeText(cause)}. Change the expression, then call again.`
      : `The function did not run, and the rows are as stored: ${causeText(cause)}.`;
  });
  return isPartial && notes.length === 0
    ? [
        'The answer is incomplete, and OpenObserve does not say why. Counts are lower bounds; try again, or a shorter range.',
      ]
    : notes;
}

function reasonOf({ error }: Readonly<Record<string, unknown>>): string {
  return causeText(typeof error === 'string' ? error : '') || 'no reason was given';
}

/** Records that were refused although the request as a whole was taken. */
function onRecords(answer: Readonly<Record<string, unknown>>): string[] {
  return (listAt(answer, 'status') ?? []).filter(isObject).flatMap((status) => {
    const failed = Number(status.failed);
    if (!(failed > 0)) return [];
    const all = failed + Number(status.successful);
    return [
      `${failed} of ${all} records were not stored: ${reasonOf(status)}. Correct those and send them alone.`,
    ];
  });
}

/** What a reader must know beyond the rows: why an answer is not whole, and records that were refused. */
export function notesOn(answer: unknown, truncated: boolean): string[] {
  const head = truncated
    ? ['The answer was larger than this server reads at once; these rows are its head.']
    : [];
  return isObject(answer) ? [...head, ...onSearch(answer), ...onRecords(answer)] : head;
}
