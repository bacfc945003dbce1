import { createApp } from '../app.ts';
import { type Config, unknownVariables } from '../config.ts';
import { diagnose, type Finding } from './diagnosis.ts';

/** Check the settings and the OpenObserve behind them. Exit code 1 when something is bad. */
export async function runDoctor(config: Config, isJson: boolean): Promise<number> {
  const app = await createApp(config);
  try {
    const findings = [...strayVariables(), ...(await diagnose(app))];
    const isGood = findings.every((finding) => finding.isGood);
    const text = isJson
      ? JSON.stringify({
          isGood,
          checks: findings.map(({ check, isGood, found, remedy }) => ({ check, isGood, found, remedy })),
        })
      : findings.map(line).join('\n');
    process.stdout.write(`${text}\n`);
    return isGood ? 0 : 1;
  } finally {
    await app.close();
  }
}

function strayVariables(): Finding[] {
  return unknownVariables(process.env).map((name) => ({
    check: 'settings',
    isGood: false,
    found: `${name} is no setting`,
    remedy: 'Correct its name or remove it; --help lists the settings.',
  }));
}

function line({ check, isGood, found, remedy }: Finding): string {
  return `${isGood ? 'good' : 'BAD '}  ${check.padEnd(14)}${found}${remedy === null ? '' : `\n                    ${remedy}`}`;
}
