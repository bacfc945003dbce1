import type { TimeContext } from '../../../call/arguments/times.ts';
import type { JsonSchema, ToolRow, Arguments } from '../../../contract/tool.ts';
import type { ParsedRequest } from '../text/parsed-request.ts';
import { createFindMisspelt } from '../text/misspelled-nouns.ts';
import { NAME_SLOTS } from './name-slots.ts';
import { Reading } from './reading.ts';
import type { OperationWords, SemanticWords } from '../../../contract/semantic.ts';
import type { Slot, SlotReader } from './slot.ts';
import { TEXT_SLOTS } from './text-slots.ts';
import { VALUE_SLOTS } from './value-slots.ts';
import { readTimeSlots } from './times.ts';
import { statesCondition } from './values.ts';
import { stemOf } from '../text/words.ts';

/** What a request states for one operation. */
export interface FilledSlots {
  readonly arguments: Arguments;
  /** Arguments that the words state without a value that could be taken from them. */
  readonly said: ReadonlySet<string>;
}

/** Reads what a request states for an operation. */
export type FillSlots = (look: ParsedRequest, row: ToolRow, time: TimeContext) => FilledSlots;

/** How arguments are read, by their names: the first row that fits. Earlier rows take their words first. */
const SLOT_READERS: readonly SlotReader[] = [...TEXT_SLOTS, ...VALUE_SLOTS, ...NAME_SLOTS];

interface Plan {
  /** Slots with their readers, in the order in which they take their words. */
  readonly slots: ReadonlyArray<readonly [slot: Slot, reader: SlotReader]>;
  readonly times: ReadonlyArray<readonly [name: string, edge: 'start' | 'end' | 'at']>;
}

const RANGE_ROLES: ReadonlySet<string> = new Set(['start', 'end', 'at']);
/** The only time of these is no range of the request. */
const OWN_TIME = /^(?:SearchAround)$/;

function planFor(row: ToolRow, words: OperationWords | undefined): Plan {
  const properties = (row.inputSchema.properties ?? {}) as Record<string, JsonSchema>;
  const times = OWN_TIME.test(row.operationId) ? {} : (row.time?.arguments ?? {});
  const isTime = (name: string) => RANGE_ROLES.has(times[name]?.role ?? '');
  const ranked = Object.keys(properties)
    .filter((name) => !isTime(name) && row.page?.offset !== name)
    .flatMap((name) => {
      const rank = SLOT_READERS.findIndex(
        ({ names, operations }) => names.test(name) && (operations?.test(row.operationId) ?? true),
      );
      const reader = SLOT_READERS[rank];
      if (!reader) return [];
      const slot: Slot = {
        name,
        schema: properties[name] as JsonSchema,
        entity: words?.entity ?? '',
        action: words?.action ?? '',
        isAsked: name in (words?.asks ?? {}),
        row,
      };
      return [{ rank, entry: [slot, reader] as const }];
    });
  return {
    slots: ranked.sort((a, b) => a.rank - b.rank).map(({ entry }) => entry),
    times: Object.keys(times)
      .filter(isTime)
      .map((name) => [name, (times[name]?.role ?? 'start') as 'start' | 'end' | 'at'] as const),
  };
}

/** Arguments that a request can state though no value is taken from its words. */
const SAID: Readonly<Record<string, (reading: Reading) => boolean>> = {
  query_condition: statesCondition,
  function: ({ text }) => /\b(?:that|which|to|must|should|shall)\s+\w+/i.test(text),
  key: ({ text }) => /\b\d{1,2}:\d{2}:\d{2}\b/.test(text),
  content: ({ text }) => /(?<!\bso )\bthat\s+\w+\s+\w+|:\s+\S/i.test(text),
  body: ({ text }) => /\b(?:say\w*|only|contain\w*|just)\s+\w+/i.test(text),
  timed_annotations: ({ text, units }) =>
    units.some(({ kind }) => kind === 'quoted') ||
    /\d|:\s|\b(?:say\w*|note|note that|text|because|deploy\w*|releas\w*|now|start\w*|began|sent|went|rolled|happen\w*)\b/i.test(
      text,
    ),
};

/** Words without what corrects them, as nouns beside names are corrected here: `foldr` is no `fold`. */
const asTyped = ({ text, tokens }: ParsedRequest) =>
  tokens.map((token) => {
    const typed = text.slice(token.start, token.end).toLowerCase();
    return token.span || typed === token.text ? token : { ...token, text: typed, stem: stemOf(typed) };
  });

/** What it returns keeps the plans of the operations that were asked for. */
export function createFillSlots({ operations, phrases }: SemanticWords): FillSlots {
  const findMisspelt = createFindMisspelt(phrases);
  const plans = new Map<string, Plan>();

  return (look, row, time) => {
    const plan = plans.get(row.operationId) ?? planFor(row, operations[row.operationId]);
    plans.set(row.operationId, plan);
    const spoken = look.mentions.filter(({ start }) => !look.tokens[start]?.span);
    const mentions = [...spoken, ...findMisspelt(asTyped(look), spoken)];
    const reading = new Reading({ ...look, mentions }, () => readTimeSlots(look.text, time));
    const found: Arguments = {};
    for (const [name, edge] of plan.times) {
      const { moment, range, isByCalendar } = reading.times();
      // "Run it overnight" says when to write, and no range of what is written.
      if (isByCalendar && edge !== 'at' && row.access !== 'read') continue;
      const stated = edge === 'at' ? (moment ?? undefined) : range?.[edge];
      if (stated !== undefined) found[name] = stated;
    }
    for (const [slot, { sure }] of plan.slots) {
      const value = sure?.(reading, slot);
      if (value !== undefined) found[slot.name] = value;
    }
    for (const [slot, { loose }] of plan.slots) {
      if (found[slot.name] !== undefined) continue;
      const value = loose?.(reading, slot, found);
      if (value !== undefined) found[slot.name] = value;
    }
    const asked = Object.keys(operations[row.operationId]?.asks ?? {});
    return { arguments: found, said: new Set(asked.filter((name) => SAID[name]?.(reading))) };
  };
}
