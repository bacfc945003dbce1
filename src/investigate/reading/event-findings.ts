import { identifier, literal } from '../../ask/data/sql.ts';
import type { DataRow, DataSource } from '../../ask/data/source.ts';
import {
  eventKindOf,
  eventsBefore,
  mentionsOf,
  type NearEvent,
  type SystemEvent,
} from '../detection/events.ts';
import { type CountedMessage, NUMBERS, type Periods } from './log-queries.ts';
import type { Reads } from './reads.ts';
import { NEAR_US, type StreamReading } from './stream-reading.ts';

/** Events are rare: a message that comes more often than so is none. */
const MOST_OCCURRENCES = 12;
const MOST_ROWS = 60;
const MOST_STREAMS = 4;
/** Values of a record that are shown with its message. */
const MOST_VALUES = 5;

/** What no words tell counts where it came so often at most, in a day. */
const FEW = 2;
const isOnce = ({ now, before }: CountedMessage) => now + before <= FEW;
const isRare = ({ now, before }: CountedMessage) =>
  now + before <= MOST_OCCURRENCES || (before === 0 && now <= 30);

/** Values of a row that tell what it is about, its message first. */
function textsOf(row: DataRow, message: string): { text: string; texts: string[] } {
  const others = Object.entries(row)
    .filter(([name, value]) => name !== message && name !== '_timestamp' && typeof value === 'string')
    .map(([name, value]) => [name, String(value)] as const)
    .filter(([, value]) => value !== '' && value.length <= 80);
  const said = others.slice(0, MOST_VALUES).map(([name, value]) => `${name}=${value}`);
  return { text: [String(row[message] ?? ''), ...said].join(', '), texts: others.map(([, value]) => value) };
}

/** Records that tell of events around the window, from the streams that hold such messages. One read each. */
export async function readEvents(
  readings: readonly StreamReading[],
  periods: Periods,
  source: DataSource,
  reads: Reads,
): Promise<readonly SystemEvent[]> {
  const candidates = readings
    .flatMap((reading) => {
      const { message } = reading.fields;
      const rare = reading.messages.filter(
        (each) => isOnce(each) || (isRare(each) && eventKindOf(each.example) !== null),
      );
      return message === null || rare.length === 0 || reading.stream.type !== 'logs'
        ? []
        : [{ reading, message, rare }];
    })
    .sort((a, b) => a.reading.counted.whole.now - b.reading.counted.whole.now)
    .slice(0, MOST_STREAMS);
  const found = await Promise.all(
    candidates.map(async ({ reading, message, rare }) => {
      const { name, type } = reading.stream;
      const masked = `regexp_replace(CAST(${identifier(message)} AS VARCHAR), ${NUMBERS})`;
      const list = rare.slice(0, 40).map((each) => literal(each.masked));
      const columns = ['_timestamp', message, ...reading.fields.telling].map(identifier).join(', ');
      const sql = `SELECT ${columns} FROM ${identifier(name)} WHERE ${masked} IN (${list.join(', ')}) ORDER BY _timestamp DESC`;
      const rows = await reads.take(`events of ${name}`, (signal) =>
        source.search(
          { sql, type, startUs: periods.startUs - NEAR_US, endUs: periods.endUs, size: MOST_ROWS },
          signal,
        ),
      );
      return (rows ?? []).flatMap((row): SystemEvent[] => {
        const { text, texts } = textsOf(row, message);
        const kind = eventKindOf(text) ?? 'rare record';
        return [
          { kind, atUs: Number(row._timestamp), stream: name, text, mentions: mentionsOf([text, ...texts]) },
        ];
      });
    }),
  );
  return found.flat();
}

/** One of each text, the nearest to the onset, the likeliest first. */
export function likelyEvents(
  events: readonly SystemEvent[],
  onsetUs: number,
  affected: ReadonlySet<string>,
): readonly NearEvent[] {
  const seen = new Set<string>();
  return eventsBefore(events, onsetUs, affected).filter(({ text, stream }) => {
    const key = `${stream}\0${text}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
