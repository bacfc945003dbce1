import { availableParallelism, cpus } from 'node:os';
import { markdownTable } from '../codegen/docs/markdown-table.ts';
import { type Figure, isKept, type Measurement } from './figure.ts';

const number = (value: number) =>
  value.toLocaleString('en', { maximumFractionDigits: Math.abs(value) < 10 ? 2 : 0 });

function goalText({ goal, ratio }: Figure): string {
  if (goal === null) return '';
  const unit = ratio === null ? '' : ' ×';
  return goal.atMost === undefined
    ? `≥ ${number(goal.atLeast ?? 0)}${unit}`
    : `≤ ${number(goal.atMost)}${unit}`;
}

function row(figure: Figure): string[] {
  const { name, unit, ours, floor, ratio, goal } = figure;
  return [
    `${name} (${unit})`,
    number(ours),
    floor === null ? '' : number(floor),
    ratio === null ? '' : ratio.toFixed(2),
    goalText(figure),
    goal === null ? '' : isKept(figure) ? 'kept' : 'MISSED',
  ];
}

/** The figures as a table, under it what could not be measured, and on what it was measured. */
export function markdown({ figures, skipped }: Measurement): string {
  const cores = availableParallelism();
  return [
    markdownTable(['figure', 'ours', 'floor', 'ratio', 'goal', ''], figures.map(row)),
    ...(skipped.length > 0 ? ['', 'Not measured:', ''] : []),
    ...skipped.map(({ name, why }) => `- ${name}: ${why}`),
    '',
    `Node ${process.versions.node}, ${cores} cores of ${cpus()[0]?.model ?? 'an unknown processor'}.`,
  ].join('\n');
}
