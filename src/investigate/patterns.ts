import { utcFromUs } from '../call/arguments/times.ts';
import type { Arguments } from '../contract/tool.ts';
import { InputError } from '../errors.ts';
import { cutText } from '../json/cut-text.ts';
import { type OwnToolAnswer, rangeText } from '../result/body.ts';
import { countedMessages, MOST_MESSAGES, messagesSql, type Periods } from './reading/log-queries.ts';
import type { MessageCluster } from './detection/message-clusters.ts';
import { clusterMessages } from './reading/cluster-messages.ts';
import { streamFields } from './reading/stream-fields.ts';
import { durationIn, expressionIn, rangeIn, streamIn, textIn, type ToolSetting } from './tool-arguments.ts';
import { offeredName, offeredNames } from '../redact/quoted-words.ts';

const HOUR_US = 3600e6;
const MOST_PATTERNS = 25;
const MOST_PATTERNS_FULL = 200;
const MOST_TEXT = 200;
const MUCH = 2;
const COLUMNS = ['change', 'count', 'before', 'pattern', 'first_seen', 'last_seen', 'example'];

type Change = 'new' | 'more' | 'same' | 'fewer' | 'vanished';
const ORDER: readonly Change[] = ['new', 'more', 'vanished', 'fewer', 'same'];

/** How the count of the window compares with that before, for equal lengths of time. */
function changeOf(now: number, before: number, timesLonger: number): Change {
  if (before === 0) return 'new';
  if (now === 0) return 'vanished';
  const usual = before / timesLonger;
  return now > usual * MUCH ? 'more' : now < usual / MUCH ? 'fewer' : 'same';
}

const templatesOf = (clusters: readonly MessageCluster[], timesLonger: number) =>
  clusters.map((cluster) => {
    const [before = 0, now = 0] = cluster.counts;
    return { cluster, now, before, change: changeOf(now, before, timesLonger) };
  });

/**
 * The messages of one stream by pattern, before and in the window. Two reads.
 * @throws {InputError} when there is no such stream, or it has no messages
 */
export async function findPatterns(args: Readonly<Arguments>, setting: ToolSetting): Promise<OwnToolAnswer> {
  const range = rangeIn(args, setting);
  const stream = await streamIn(args, setting);
  const fields = streamFields(stream);
  const message = textIn(args, 'field') ?? fields.message;
  if (message === null)
    throw new InputError(
      `${offeredName(stream.name)} has no field that holds messages. Name one with "field": ${offeredNames(stream.fields.map(({ name }) => name))}.`,
    );
  const beforeUs = durationIn(args, 'baseline') ?? Math.max(range.endUs - range.startUs, 24 * HOUR_US);
  const periods: Periods = {
    ...range,
    baselineStartUs: range.startUs - beforeUs,
    baselineEndUs: range.startUs,
  };
  const sql = messagesSql(
    stream.name,
    message,
    fields.isBad,
    periods,
    periods.baselineStartUs,
    expressionIn(args, 'where'),
  );
  const rows = await setting.source.search(
    { sql, type: stream.type, startUs: periods.baselineStartUs, endUs: range.endUs, size: MOST_MESSAGES },
    setting.signal,
  );
  const { clusters } = await clusterMessages(countedMessages(rows));
  const found = templatesOf(clusters, beforeUs / (range.endUs - range.startUs));
  const most = args.detail === 'full' ? MOST_PATTERNS_FULL : MOST_PATTERNS;
  const sorted = found.toSorted(
    (a, b) => ORDER.indexOf(a.change) - ORDER.indexOf(b.change) || b.now - a.now || b.before - a.before,
  );
  const more = args.detail === 'full' ? '' : '; detail: "full" shows them';
  const isWhole = rows.length < MOST_MESSAGES;
  const count = (change: Change) => found.filter((each) => each.change === change).length;
  const shown = sorted
    .slice(0, most)
    .map(({ cluster, now, before, change }) => [
      change,
      now,
      before,
      cutText(cluster.template, MOST_TEXT),
      now === 0 ? null : utcFromUs(cluster.first),
      utcFromUs(cluster.last),
      cluster.example === cluster.template ? null : cutText(cluster.example, MOST_TEXT),
    ]);
  return {
    parts: {
      head: {
        answer: `${found.length} patterns in ${stream.name}: ${count('new')} new, ${count('more')} more frequent, ${count('fewer')} less frequent, ${count('vanished')} vanished.`,
        range: rangeText(range),
        baseline: rangeText({ startUs: periods.baselineStartUs, endUs: range.startUs }),
      },
      data: { columns: COLUMNS, rows: shown },
      tail: { shown: shown.length, total: isWhole ? found.length : null },
      cut: [
        ...(sorted.length > most ? [`${sorted.length - most} more patterns${more}.`] : []),
        ...(isWhole
          ? []
          : [
              `Only the ${MOST_MESSAGES} first kinds of messages were read; narrow the window or use "where".`,
            ]),
      ],
      notes: [],
    },
    whole: null,
  };
}
