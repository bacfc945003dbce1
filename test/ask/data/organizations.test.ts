import { describe, expect, it } from 'vitest';
import { DESCRIBE_DATA } from '../../../src/catalog/helper-tools.ts';
import { readConfig } from '../../../src/config/config.ts';
import { createApp } from '../../../src/server/app.ts';
import { rowObjects } from '../../helpers/row-objects.ts';
import { loadWorld, readWorld } from '../../worlds/load.ts';

/** What is told of fields, in organizations that name them in their own way. */
const TOLD: Readonly<
  Record<string, ReadonlyArray<readonly [about: string, stream: string, fields: readonly RegExp[]]>>
> = {
  orbit: [
    [
      'payments',
      'logs payments',
      [
        /severity \(level; INFO [\d,]+, WARN \d+/,
        /body \(message; /,
        /payment_outcome \(outcome; captured [\d,]+, declined \d+/,
        /duration_ms \(duration; ms; \d+ to \d+\)/,
        /order_id \(order id; like ORD-\d{6}\)/,
        /decline_code \(error code; insufficient_funds/,
        /exception_type \(error type; ProviderTimeoutError/,
      ],
    ],
    [
      'spans of the storefront',
      'traces orbit_spans',
      [/service_name \(service; /, /duration \(us\)/, /operation_name \(operation; /, /operations of /],
    ],
  ],
  meridian: [
    [
      'iis_access',
      'logs iis_access',
      [
        /time_taken \(duration; ms; /,
        /sc_status \(status; 200 /,
        /cs_uri_stem \(path; \/booking\/slots/,
        /c_ip \(ip; like \d+\./,
        /cs_username \(user; /,
        /s_computername \(host; MRD-NG-WEB01/,
      ],
    ],
    [
      'clinic_app',
      'logs clinic_app',
      [/level \(Information [\d,]+/, /elapsedmilliseconds \(duration; ms; /, /renderedmessage \(message; /],
    ],
    ['winevents', 'logs winevents', [/leveldisplayname \(level; Information/, /eventid \(event; /]],
  ],
  hansekontor: [
    [
      'kernbank',
      'logs kernbank',
      [
        /stufe \(level; INFO [\d,]+, WARNUNG \d+, FEHLER \d+\)/,
        /meldung \(message; /,
        /komponente \(service; /,
        /dauer_ms \(duration; ms; /,
        /fehlercode \(error code; /,
        /kundennr \(customer; like \d{8}\)/,
      ],
    ],
    [
      'zahlungen',
      'logs zahlungen',
      [/betrag \(amount; /, /waehrung \(currency; EUR /, /filiale \(site; /, /grund \(reason; deckung/],
    ],
  ],
};

describe.each(Object.keys(TOLD))('the fields of %s', (name) => {
  it('are told by their names and values', async () => {
    const sample = await loadWorld(await readWorld(name), Date.now() * 1000);
    const { email, token } = sample.credentials;
    const settings = { O2_BASE_URL: sample.url, API_KEY: `${email}:${token}`, O2_ORG: 'default' };
    const app = await createApp(readConfig({}, { ...settings, O2_LOG_LEVEL: 'error', O2_AUDIT: 'off' }));
    try {
      for (const [about, stream, fields] of TOLD[name] ?? []) {
        const { content } = await app.run(
          { name: DESCRIBE_DATA, arguments: { about } },
          { view: app.view, signal: AbortSignal.timeout(20_000), approved: () => false, caller: 'test' },
        );
        const streams = rowObjects(JSON.parse(content[0]?.text ?? '{}').untrusted_data);
        const told = streams.find(({ type, stream: name }) => `${type} ${name}` === stream);
        for (const field of fields) expect(String(told?.holds)).toMatch(field);
      }
    } finally {
      await app.close();
      await sample.close();
    }
  });
});
