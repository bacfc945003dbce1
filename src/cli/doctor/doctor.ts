import { styleText } from 'node:util';
import { createApp } from '../../server/app.ts';
import { unknownVariables } from '../../config/config.ts';
import type { Config } from '../../config/options.ts';
import { diagnose } from './diagnosis.ts';
import { failed, type Finding } from './finding.ts';
import { printable } from '../../redact/control-characters.ts';

/** Check the settings and the OpenObserve behind them. Exit code 1 when something is bad. */
export async function runDoctor(config: Config, isJson: boolean): Promise<number> {
  const app = await createApp(config);
  try {
    const findings = printable([...strayVariables(), ...(await diagnose(app))]) as Finding[];
    const isGood = findings.every((finding) => finding.isGood);
    const width = Math.max(14, ...findings.map(({ check }) => check.length + 2));
    const text = isJson
      ? JSON.stringify({
          isGood,
          checks: findings.map(({ check, isGood, found, remedy }) => ({ check, isGood, found, remedy })),
        })
      : findings.map((finding) => line(finding, width)).join('\n');
    process.stdout.write(`${text}\n`);
    return isGood ? 0 : 1;
  } finally {
    await app.close();
  }
}

function strayVariables(): Finding[] {
  return unknownVariables(process.env).map((name) =>
    failed('settings', `${name} is no setting`, 'Correct its name or remove it; --help lists the settings.'),
  );
}

/** Colors appear only on a terminal, and not under NO_COLOR. */
function line({ check, isGood, found, remedy }: Finding, width: number): string {
  const mark = isGood ? styleText('green', 'good') : styleText('red', 'BAD ');
  return `${mark}  ${check.padEnd(width)}${found}${remedy === null ? '' : `\n${' '.repeat(width + 6)}${remedy}`}`;
}
