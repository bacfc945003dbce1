import { readLogIntent } from '../data/log-intent.ts';
import type { Make } from '../data/maker.ts';
import { fieldInWords, rolesOf } from '../data/roles.ts';
import { statedRange } from '../data/stated-range.ts';
import { findTarget, STREAM, statedStream, streamQuestion } from '../data/target.ts';

const TIMES = { start: 'start_time', end: 'end_time' };
const FIELDS = 'fields';

/** The values of a field: the stream and the field are found from words. */
export const makeValues: Make = async ({ said, telemetry, time }) => {
  const { [STREAM]: _, ...given } = said.arguments;
  const range = statedRange(said.words, given, TIMES, time);
  const { by } = readLogIntent(said.words);
  const found = await findTarget(
    said.words,
    statedStream(said.arguments),
    'logs',
    range,
    telemetry,
    by?.split(' ') ?? [],
  );
  if (!('target' in found)) {
    const missing =
      'missing' in found
        ? found.missing
        : streamQuestion('Of which stream are the values wanted?', found.streams);
    return { arguments: given, missing: [missing] };
  }
  const { fields } = found.target.schema;
  const stream = { stream_name: found.target.stream.name, type: found.target.stream.type };
  const wanted = given[FIELDS] ?? by;
  const field = wanted === null ? null : fieldInWords(String(wanted), fields, rolesOf(fields));
  if (!field) {
    const choices = fields.map(({ name }) => name).filter((name) => !name.startsWith('_'));
    return {
      arguments: given,
      known: { ...given, [STREAM]: stream.stream_name },
      missing: [{ name: FIELDS, question: 'The values of which field?', choices: choices.slice(0, 30) }],
    };
  }
  return {
    arguments: {
      ...given,
      ...stream,
      [FIELDS]: field.name,
      start_time: range.startUs,
      end_time: range.endUs,
    },
    missing: [],
  };
};

/** What happened around a moment: the stream and the moment are found from words. */
export const makeAround: Make = async ({ said, telemetry, time }) => {
  const { [STREAM]: _, ...given } = said.arguments;
  const range = statedRange(said.words, {}, TIMES, time);
  const moment = given.key ?? (range.isMoment ? (range.startUs + range.endUs) / 2 : undefined);
  const found = await findTarget(said.words, statedStream(said.arguments), 'logs', range, telemetry);
  const missing = [
    ...('missing' in found ? [found.missing] : []),
    ...('streams' in found ? [streamQuestion('Around which moment of which stream?', found.streams)] : []),
    ...(moment === undefined
      ? [{ name: 'key', question: 'Around which moment, such as 14:05 or a _timestamp?' }]
      : []),
  ];
  if (missing.length > 0 || !('target' in found)) return { arguments: given, missing, known: said.arguments };
  const { name, type } = found.target.stream;
  return { arguments: { ...given, stream_name: name, type, key: moment }, missing: [] };
};
