import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { INPUT_SCHEMAS } from '../../src/generated/schemas.ts';
import { TOOLS } from '../../src/generated/tools.ts';
import { randomFrom } from '../helpers/hostile.ts';
import { type Ran, runTool } from '../helpers/run-tool.ts';
import { startThree, type Three, TOKENS } from './three.ts';

const CALLS = Number(process.env.MIXED_CALLS ?? 10_000);
const AT_ONCE = 16;
const exampleOf = (name: string) =>
  ((INPUT_SCHEMAS[name]?.examples ?? []) as Record<string, unknown>[])[0] ?? {};

let three: Three;
beforeAll(async () => {
  three = await startThree();
}, 60_000);
afterAll(() => three.close());

const sizes = () => [three.proxies.production.bytes().length, three.proxies.staging.bytes().length] as const;
const callIn = (instance: string, name: string, args: Record<string, unknown> = {}): Promise<Ran> =>
  runTool(three.app, name, { ...args, instance });

describe('161 tools in two OpenObserves and a dead one', () => {
  it('keep to the rights of each, and reach no other', async () => {
    const counts = { reads: 0, refused: 0, writes: 0, dead: 0 };
    for (const row of TOOLS) {
      const args = exampleOf(row.name);
      const isRead = row.access === 'read';
      let [before, other] = sizes();
      const production = await callIn('production', row.name, args);
      expect(sizes()[1], `${row.name} in production reached staging`).toBe(other);
      if (isRead) counts.reads += 1;
      else {
        expect(production.error?.code, row.name).toBe('not_offered_by_instance');
        expect(production.text).toMatch(/^production: The tool \w+ is not offered here: .*read-only/);
        expect(sizes()[0], `${row.name} was sent to production`).toBe(before);
        counts.refused += 1;
      }
      [before, other] = sizes();
      const staging = await callIn('staging', row.name, args);
      expect(sizes()[0], `${row.name} in staging reached production`).toBe(before);
      expect(staging.error?.code, row.name).not.toBe('not_offered_by_instance');
      if (!isRead) {
        counts.writes += 1;
        if (row.access === 'destructive' && staging.error?.code === 'confirmation_required')
          expect(staging.text).toMatch(/^staging: /);
      }
      const sent = sizes();
      const dead = await callIn('dead', row.name, args);
      expect(dead.error, row.name).not.toBeNull();
      expect(dead.text, row.name).toMatch(/^dead: /);
      expect(sizes(), `${row.name} for the dead one reached another`).toEqual(sent);
      counts.dead += 1;
      for (const { text } of [production, staging])
        expect(text).toMatch(/^\{"instance":"|^production: |^staging: /);
    }
    const reads = TOOLS.filter(({ access }) => access === 'read').length;
    expect(counts).toEqual({
      reads,
      refused: TOOLS.length - reads,
      writes: TOOLS.length - reads,
      dead: TOOLS.length,
    });
  }, 300_000);

  it('a write that names none goes nowhere, and a read goes to the first and says so', async () => {
    const before = sizes();
    const write = await runTool(three.app, 'create_folder', {
      folder_type: 'dashboards',
      name: 'x',
      description: '',
    });
    expect(write.error?.code).toBe('instance_missing');
    expect(write.text).toContain('Set instance: production, staging, dead.');
    expect(sizes()).toEqual(before);
    const read = await runTool(three.app, 'stream_list', {});
    expect(read.answer.instance).toBe('production');
    const unknown = await callIn('stagin', 'stream_list');
    expect(unknown.text).toContain(
      'There is no instance "stagin" here. Did you mean staging? There are: production, staging, dead.',
    );
    expect((await callIn('Frankfurt', 'stream_list')).answer.instance).toBe('production');
  });
});

describe(`${CALLS} calls at once to all three`, () => {
  it('reach the one that they name, each', async () => {
    const random = randomFrom(20_261_130);
    const names = ['production', 'staging', 'dead'] as const;
    const calls = Array.from({ length: CALLS }, (_, index) => ({
      marker: `mark${index.toString(36).padStart(4, '0')}z`,
      name: names[Math.floor(random() * names.length)] ?? 'dead',
      isWrite: random() < 0.2,
    }));
    const counts = { ok: 0, failed: 0 };
    let next = 0;
    const lane = async () => {
      for (let call = calls[next++]; call; call = calls[next++]) {
        const { marker, name, isWrite } = call;
        const ran = isWrite
          ? await callIn(name, 'logs_ingestion_json', { stream_name: 'mixed', content: [{ marker }] })
          : await callIn(name, 'stream_list', { keyword: marker });
        const isGood = name === 'staging' || (name === 'production' && !isWrite);
        expect(ran.error === null, `${name} ${marker}: ${ran.text}`).toBe(isGood);
        expect(isGood ? ran.answer.instance : ran.text.split(':')[0]).toBe(name);
        counts[isGood ? 'ok' : 'failed'] += 1;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
    const seen = {
      production: three.proxies.production.bytes().toString('latin1'),
      staging: three.proxies.staging.bytes().toString('latin1'),
    };
    let wrong = 0;
    for (const { marker, name, isWrite } of calls) {
      if (seen.production.includes(marker) !== (name === 'production' && !isWrite)) wrong += 1;
      if (seen.staging.includes(marker) !== (name === 'staging')) wrong += 1;
    }
    expect(wrong).toBe(0);
    expect(counts.ok + counts.failed).toBe(CALLS);
  }, 600_000);

  it('no credential and no header of one was ever sent to another', () => {
    const forms = (token: string) => [
      token,
      encodeURIComponent(token),
      Buffer.from(`root@example.com:${token}`).toString('base64'),
      Buffer.from(token).toString('base64').replace(/=+$/, ''),
    ];
    const hasAny = (bytes: Buffer, texts: readonly string[]) => texts.some((text) => bytes.includes(text));
    for (const name of ['production', 'staging'] as const) {
      const bytes = three.proxies[name].bytes();
      expect(hasAny(bytes, forms(TOKENS[name])), `${name} got its own`).toBe(true);
      expect(bytes.includes(three.headers[name])).toBe(true);
      for (const other of ['production', 'staging', 'dead'] as const) {
        if (other === name) continue;
        expect(hasAny(bytes, forms(TOKENS[other])), `${other} in ${name}`).toBe(false);
        if (other !== 'dead') expect(bytes.includes(three.headers[other])).toBe(false);
      }
    }
  });
});
