import Table from 'cli-table3';
import type { Scored } from './score.ts';
import { NONE } from './sentences.ts';

const percent = (part: number, whole: number) => (whole === 0 ? '-' : ((100 * part) / whole).toFixed(1));
const count = (all: readonly Scored[], holds: (scored: Scored) => boolean) => all.filter(holds).length;

/** F1 over all stated arguments together. */
export function slotF1(all: readonly Scored[]): number {
  const sum = (field: 'right' | 'wrong' | 'lacking') =>
    all.reduce((total, { slots }) => total + slots[field], 0);
  return (2 * sum('right')) / Math.max(1, 2 * sum('right') + sum('wrong') + sum('lacking'));
}

/** The main figures of a set, one column each. */
export function figures(all: readonly Scored[]): Record<string, string> {
  const ours = all.filter(({ sentence }) => sentence.operation !== NONE);
  const strangers = all.filter(({ sentence }) => sentence.operation === NONE);
  return {
    sentences: String(all.length),
    'first %': percent(
      count(ours, ({ isFirst }) => isFirst),
      ours.length,
    ),
    'in five %': percent(
      count(ours, ({ isAmongFive }) => isAmongFive),
      ours.length,
    ),
    'destructive wrongly': String(count(all, ({ isWronglyDestructive }) => isWronglyDestructive)),
    'declined %': percent(
      count(strangers, ({ isDeclined }) => isDeclined),
      strangers.length,
    ),
    'wrongly declined %': percent(
      count(ours, ({ isDeclined }) => isDeclined),
      ours.length,
    ),
    'slot F1': ours.length === 0 ? '-' : slotF1(ours).toFixed(3),
    'asks right %': percent(
      count(ours, ({ asksRight }) => asksRight),
      ours.length,
    ),
    'cut right %': percent(
      count(ours, ({ isCutRight }) => isCutRight),
      ours.length,
    ),
  };
}

/** A table of figures, one row a group. */
export function table(title: string, groups: ReadonlyMap<string, readonly Scored[]>): string {
  const names = Object.keys(figures([]));
  const plain = new Table({ head: [title, ...names], style: { head: [], border: [] } });
  for (const [name, all] of groups) plain.push([name, ...Object.values(figures(all))]);
  return plain.toString();
}

export function groupBy(all: readonly Scored[], keyOf: (scored: Scored) => string): Map<string, Scored[]> {
  const groups = new Map<string, Scored[]>();
  for (const scored of all) groups.set(keyOf(scored), [...(groups.get(keyOf(scored)) ?? []), scored]);
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** How often the first was right among the surest, by share of all. */
export function precisionBySurety(all: readonly Scored[]): string {
  const ours = all
    .filter(({ isDeclined }) => !isDeclined)
    .sort((a, b) => b.route.confidence - a.route.confidence);
  return [0.5, 0.7, 0.8, 0.9, 1]
    .map((share) => {
      const surest = ours.slice(0, Math.round(ours.length * share));
      return `surest ${100 * share} %: ${percent(
        count(surest, ({ isFirst }) => isFirst),
        surest.length,
      )}`;
    })
    .join(', ');
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
