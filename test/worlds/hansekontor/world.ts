import { createRandom, type Random } from '../random.ts';
import type { BuildOptions, Row, World, WorldStream } from '../world.ts';

const MINUTE = 60e6;
const HOUR = 3600e6;
const DAY = 86_400e6;
const SPAN = 52 * HOUR;

const BRANCHES = { Altona: 5, Barmbek: 4, Bremen: 4, Kiel: 3, Lübeck: 3, Rostock: 2 } as const;
type Branch = keyof typeof BRANCHES;
const TROUBLED = '40771256';
const ATTACKER = '45.155.204.12';

/** Busy from morning to afternoon, quiet at night. */
const rhythm = (us: number) => 0.6 + 0.4 * Math.cos((((us % DAY) / HOUR - 12) / 24) * 2 * Math.PI);

function moments(random: Random, count: number, nowUs: number): number[] {
  const found: number[] = [];
  while (found.length < count) {
    const us = Math.floor(nowUs - random.next() * SPAN);
    if (random.next() < rhythm(us)) found.push(us);
  }
  return found;
}

const spread = (random: Random, count: number, fromUs: number, toUs: number) =>
  Array.from({ length: count }, () => Math.floor(fromUs + random.next() * (toUs - fromUs)));

const customer = (random: Random) => String(40_000_000 + random.whole(0, 899) * 1009);
const iso = (us: number) => new Date(Math.floor(us / 1000)).toISOString();
const cents = (amount: number) => Math.round(amount * 100) / 100;
/** Small amounts are many, large ones few. */
const amountOf = (random: Random, middle: number) =>
  cents(Math.max(1, middle * Math.exp(random.normal(0, 1))));
const about = (random: Random, mean: number) => Math.max(2, Math.round(random.normal(mean, mean * 0.25)));
const log = (us: number, fields: Readonly<Record<string, Row[string]>>): Row => ({
  _timestamp: us,
  zeitpunkt: iso(us),
  ...fields,
});

interface Place {
  readonly nowUs: number;
  readonly yesterdayUs: number;
  readonly incident: string | null;
  /** For rows of an incident, so that the base rows stay as they are. */
  readonly extra: Random;
  ago(minutes: number): number;
}

const DONE = {
  zahlungskern: ['Zahlung gebucht', 'Auftrag angenommen', 'Avis versandt'],
  kontofuehrung: ['Saldo ermittelt', 'Umsatz verbucht', 'Konto eröffnet'],
  limitpruefung: ['Limit geprüft'],
  sanktionspruefung: ['Prüfung ohne Treffer'],
  dokumente: ['Auszug erzeugt', 'Postfach aktualisiert'],
} as const;
type Component = keyof typeof DONE;
const FAULTS = {
  'ZK-1001': 'Empfängerkonto nicht gefunden',
  'ZK-2003': 'Tageslimit überschritten',
  'SP-3300': 'Sanktionsprüfung nicht erreichbar',
} as const;

function coreLog(random: Random, { nowUs, yesterdayUs, incident, extra, ago }: Place): Row[] {
  const rows: Row[] = [];
  for (const us of moments(random, 5300, nowUs)) {
    const komponente = random.weighted<Component>({
      zahlungskern: 6,
      kontofuehrung: 5,
      limitpruefung: 3,
      sanktionspruefung: 2,
      dokumente: 2,
    });
    const verfahren = random.weighted({ SCT: 6, SDD: 3, SCT_INST: 3, SWIFT: 1 });
    const mean = komponente === 'sanktionspruefung' ? 620 : komponente === 'dokumente' ? 310 : 85;
    const base = { komponente, verfahren, dauer_ms: about(random, mean), kundennr: customer(random) };
    const roll = random.next();
    if (roll < 0.03) {
      const fehlercode =
        komponente === 'sanktionspruefung' ? 'SP-3300' : random.weighted({ 'ZK-1001': 3, 'ZK-2003': 5 });
      rows.push(log(us, { ...base, stufe: 'FEHLER', meldung: FAULTS[fehlercode], fehlercode }));
    } else if (roll < 0.06)
      rows.push(log(us, { ...base, stufe: 'WARNUNG', meldung: 'Verbindungspool fast erschöpft' }));
    else if (roll < 0.1)
      rows.push(log(us, { ...base, stufe: 'WARNUNG', meldung: 'Antwort langsam, Wiederholung' }));
    else rows.push(log(us, { ...base, stufe: 'INFO', meldung: random.pick(DONE[komponente]) }));
  }
  for (const us of spread(
    random,
    41,
    yesterdayUs + 8 * HOUR + 15 * MINUTE,
    yesterdayUs + 9 * HOUR + 5 * MINUTE,
  ))
    rows.push(
      log(us, {
        komponente: 'zahlungskern',
        verfahren: 'SDD',
        dauer_ms: about(random, 140),
        kundennr: customer(random),
        stufe: 'FEHLER',
        meldung: 'IBAN-Prüfziffer ungültig nach Migration',
        fehlercode: 'ZK-8812',
      }),
    );
  for (let index = 0; index < 180; index += 1)
    rows.push(
      log(ago(17.3 * (index + 0.1 + random.next() * 0.8)), {
        komponente: 'dokumente',
        dauer_ms: about(random, 90),
        stufe: 'FEHLER',
        meldung: 'Druckauftrag ohne Vorlage verworfen',
        fehlercode: 'DK-0100',
      }),
    );
  if (incident === 'host-langsam')
    for (const us of spread(extra, 110, ago(52), nowUs))
      rows.push(
        log(us, {
          komponente: 'kontofuehrung',
          verfahren: extra.weighted({ SCT: 6, SDD: 3, SCT_INST: 3, SWIFT: 1 }),
          dauer_ms: 10_000 + extra.whole(0, 60),
          kundennr: customer(extra),
          stufe: 'FEHLER',
          meldung: 'Zeitüberschreitung bei Host-Transaktion KTOSALDO',
          fehlercode: 'HG-0504',
        }),
      );
  if (incident === 'zertifikat')
    for (const us of spread(extra, 95, ago(80), ago(20)))
      rows.push(
        log(us, {
          komponente: 'zahlungskern',
          verfahren: 'SWIFT',
          dauer_ms: about(extra, 35),
          kundennr: customer(extra),
          stufe: 'FEHLER',
          meldung: 'TLS-Handshake mit swift-gw fehlgeschlagen: certificate has expired',
          fehlercode: 'SW-0077',
        }),
      );
  if (incident === 'sperren')
    for (const us of spread(extra, 90, ago(35), nowUs))
      rows.push(
        log(us, {
          komponente: 'zahlungskern',
          verfahren: extra.weighted({ SCT: 6, SDD: 3, SCT_INST: 3 }),
          dauer_ms: 8000 + extra.whole(0, 2500),
          kundennr: customer(extra),
          stufe: 'FEHLER',
          meldung: 'Sperrkonflikt auf Tabelle KONTO, SQLCODE -911, gehalten von KARTENABGLEICH',
          fehlercode: 'DB-0911',
        }),
      );
  return rows;
}

function payments(random: Random, { nowUs, yesterdayUs, incident, extra, ago }: Place): Row[] {
  const rows: Row[] = [];
  for (const us of moments(random, 3300, nowUs)) {
    const verfahren = random.weighted({ SCT: 12, SDD: 6, SCT_INST: 5, SWIFT: 2 });
    const kanal = random.weighted({ online: 6, app: 5, datei: 3, filiale: 1 });
    const refused = random.chance(verfahren === 'SCT_INST' ? 0.09 : 0.025);
    const held = !refused && random.chance(verfahren === 'SWIFT' ? 0.06 : 0.004);
    rows.push(
      log(us, {
        referenz: `${verfahren === 'SWIFT' ? 'SW' : 'SE'}-${random.hex(8)}`,
        verfahren,
        kanal,
        filiale: random.weighted<Branch>(BRANCHES),
        kundennr: customer(random),
        betrag: amountOf(random, verfahren === 'SWIFT' ? 9000 : 240),
        waehrung: verfahren === 'SWIFT' ? random.weighted({ USD: 5, GBP: 2, CHF: 2 }) : 'EUR',
        zielland:
          verfahren === 'SWIFT'
            ? random.weighted({ US: 4, GB: 3, CH: 3, SG: 1 })
            : random.weighted({ DE: 20, AT: 2, NL: 2, FR: 1, PL: 1 }),
        status: refused ? 'abgelehnt' : held ? 'angehalten' : 'ausgefuehrt',
        ...(refused ? { grund: random.weighted({ deckung: 5, limit: 3, konto_unbekannt: 2 }) } : {}),
        dauer_ms: about(random, { SCT: 420, SDD: 380, SCT_INST: 900, SWIFT: 2600 }[verfahren]),
      }),
    );
  }
  rows.push(
    log(yesterdayUs + 11 * HOUR + 42 * MINUTE, {
      referenz: 'SW-990017aa',
      verfahren: 'SWIFT',
      kanal: 'filiale',
      filiale: 'Bremen',
      kundennr: '70012003',
      betrag: 4_850_000.5,
      waehrung: 'USD',
      zielland: 'SG',
      status: 'angehalten',
      dauer_ms: 2710,
    }),
  );
  for (const [index, minutes] of [1250, 1244, 790, 610].entries())
    rows.push(
      log(ago(minutes), {
        referenz: `SE-4077125${index}`,
        verfahren: 'SCT_INST',
        kanal: 'app',
        filiale: 'Kiel',
        kundennr: TROUBLED,
        betrag: 1850.25,
        waehrung: 'EUR',
        zielland: 'DE',
        status: index === 3 ? 'ausgefuehrt' : 'abgelehnt',
        ...(index === 3 ? {} : { grund: 'limit' }),
        dauer_ms: 880,
      }),
    );
  const failed = {
    zertifikat: ['SWIFT', 75, 80, 20, 'technik', 60],
    sperren: ['SCT', 60, 35, 0, 'zeitueberschreitung', 9000],
  } as const;
  const found = Object.entries(failed).find(([id]) => id === incident)?.[1];
  if (found) {
    const [verfahren, count, from, to, grund, mean] = found;
    for (const us of spread(extra, count, ago(from), ago(to)))
      rows.push(
        log(us, {
          referenz: `${verfahren === 'SWIFT' ? 'SW' : 'SE'}-${extra.hex(8)}`,
          verfahren,
          kanal: extra.weighted({ online: 6, app: 5, datei: 3 }),
          filiale: extra.weighted<Branch>(BRANCHES),
          kundennr: customer(extra),
          betrag: amountOf(extra, verfahren === 'SWIFT' ? 9000 : 240),
          waehrung: verfahren === 'SWIFT' ? 'USD' : 'EUR',
          zielland: verfahren === 'SWIFT' ? 'US' : 'DE',
          status: 'abgelehnt',
          grund,
          dauer_ms: about(extra, mean),
        }),
      );
  }
  if (incident !== 'zertifikat') return rows;
  const sentDuring = (row: Row) =>
    row.verfahren === 'SWIFT' &&
    row.grund !== 'technik' &&
    row._timestamp > ago(80) &&
    row._timestamp < ago(20);
  return rows.filter((row) => !sentDuring(row));
}

const MACHINES: ReadonlyArray<readonly [string, Branch]> = [
  ['GA-0117', 'Altona'],
  ['GA-0118', 'Altona'],
  ['GA-0205', 'Barmbek'],
  ['GA-0309', 'Bremen'],
  ['GA-0431', 'Kiel'],
  ['GA-0520', 'Lübeck'],
  ['GA-0612', 'Rostock'],
];

function cashMachines(random: Random, { nowUs, ago }: Place): Row[] {
  const rows: Row[] = [];
  for (const us of moments(random, 1700, nowUs)) {
    const [automat, filiale] = random.pick(MACHINES);
    const worn = automat === 'GA-0431';
    const ereignis = random.weighted({
      auszahlung: 80,
      saldoabfrage: 15,
      stoerung: worn ? 45 : 2,
      kassette_leer: 1.5,
      karte_eingezogen: 1,
    });
    if (automat === 'GA-0612' && us > ago(15 * 60)) continue;
    rows.push(
      log(us, {
        automat,
        filiale,
        ereignis,
        ...(ereignis === 'auszahlung' ? { betrag: random.pick([20, 50, 100, 150, 200, 300, 500]) } : {}),
        ...(ereignis === 'stoerung'
          ? { ursache: worn ? 'notenstau' : random.pick(['notenstau', 'kartenleser', 'netz']) }
          : {}),
      }),
    );
  }
  rows.push(
    log(ago(1190), { automat: 'GA-0431', filiale: 'Kiel', ereignis: 'karte_eingezogen', kundennr: TROUBLED }),
  );
  return rows;
}

function cards(random: Random, { nowUs, ago }: Place): Row[] {
  const rows: Row[] = [];
  for (const us of moments(random, 2800, nowUs)) {
    const haendler = random.weighted({
      Rewe: 8,
      Edeka: 7,
      'Deutsche Bahn': 4,
      Aral: 4,
      Zalando: 4,
      Budni: 3,
      'XQ-DIGITAL': 0.8,
    });
    const suspect = haendler === 'XQ-DIGITAL';
    const refused = random.chance(suspect ? 0.7 : 0.04);
    rows.push(
      log(us, {
        kundennr: customer(random),
        haendler,
        betrag: amountOf(random, suspect ? 180 : 38),
        waehrung: 'EUR',
        land: suspect ? 'MT' : random.weighted({ DE: 20, AT: 2, DK: 2, ES: 1 }),
        ergebnis: refused ? 'abgelehnt' : 'genehmigt',
        ...(refused
          ? { grund: suspect ? 'verdacht' : random.weighted({ deckung: 5, limit: 2, pin_falsch: 3 }) }
          : {}),
        kontaktlos: random.chance(0.6),
        dauer_ms: about(random, 150),
      }),
    );
  }
  for (const [index, minutes] of [1200, 1198, 1196, 640].entries())
    rows.push(
      log(ago(minutes), {
        kundennr: TROUBLED,
        haendler: index === 3 ? 'Aral' : 'Edeka',
        betrag: index === 3 ? 61.4 : 23.95,
        waehrung: 'EUR',
        land: 'DE',
        ergebnis: 'abgelehnt',
        grund: index === 3 ? 'karte_gesperrt' : 'pin_falsch',
        kontaktlos: false,
        dauer_ms: 130,
      }),
    );
  return rows;
}

/** Minute of the day at which the job begins first, minutes between its runs, mean seconds, mean rows. */
const JOBS = {
  TAGESABSCHLUSS: [1350, 1440, 5400, 910_000],
  ZINSLAUF: [70, 1440, 1800, 240_000],
  KONTOAUSZUG: [180, 1440, 2700, 120_000],
  MELDEWESEN: [270, 1440, 900, 64_000],
  SEPA_EINGANG: [5, 60, 240, 8200],
  SEPA_AUSGANG: [20, 30, 110, 4100],
  KARTENABGLEICH: [95, 120, 380, 15_000],
} as const;

function batch(random: Random, { nowUs, yesterdayUs, incident, ago }: Place): Row[] {
  const rows: Row[] = [];
  const run = (
    job: string,
    startUs: number,
    seconds: number,
    zeilen: number,
    status: string,
    more: object = {},
  ) => {
    const endUs = startUs + seconds * 1e6;
    rows.push(
      log(endUs, {
        job,
        beginn: iso(startUs),
        ende: iso(endUs),
        dauer_s: seconds,
        zeilen,
        status,
        ...(more as Row),
      }),
    );
  };
  for (const [job, [first, every, mean, count]] of Object.entries(JOBS))
    for (let us = yesterdayUs - DAY + first * MINUTE; us < nowUs; us += every * MINUTE) {
      const seconds = about(random, mean);
      const zeilen = about(random, count);
      const broken = job === 'ZINSLAUF' && us === yesterdayUs + first * MINUTE;
      if (us < nowUs - SPAN || us + seconds * 1e6 > nowUs) continue;
      if (incident === 'sperren' && job === 'KARTENABGLEICH' && us + seconds * 1e6 > ago(37)) continue;
      run(
        job,
        us,
        seconds,
        broken ? 88_104 : zeilen,
        broken ? 'ABBRUCH' : 'OK',
        broken ? { fehlercode: 'BT-0037' } : {},
      );
    }
  run('ZINSLAUF', yesterdayUs + 2 * HOUR + 30 * MINUTE, 1750, 241_377, 'OK');
  if (incident === 'sperren') run('SEPA_AUSGANG', ago(26), 1300, 1210, 'ABBRUCH', { fehlercode: 'DB-0911' });
  return rows;
}

/** Mean milliseconds and weight. */
const PATHS = {
  '/konten': [180, 8],
  '/umsaetze': [240, 7],
  '/umsaetze/export': [3800, 1],
  '/ueberweisung': [520, 4],
  '/login': [140, 6],
  '/postfach': [110, 3],
} as const;
type Path = keyof typeof PATHS;
const PATH_WEIGHTS = Object.fromEntries(
  Object.entries(PATHS).map(([path, [, weight]]) => [path, weight]),
) as Record<Path, number>;

function access(random: Random, { nowUs, yesterdayUs, incident, extra, ago }: Place): Row[] {
  const rows: Row[] = [];
  const address = (from: Random) =>
    `${from.pick([79, 84, 91, 93])}.${from.whole(1, 250)}.${from.whole(1, 250)}.${from.whole(1, 250)}`;
  for (const us of moments(random, 3500, nowUs)) {
    const pfad = random.weighted<Path>(PATH_WEIGHTS);
    const roll = random.next();
    rows.push(
      log(us, {
        methode: pfad === '/login' || pfad === '/ueberweisung' ? 'POST' : 'GET',
        pfad,
        http_status: pfad === '/login' && roll < 0.08 ? 401 : roll < 0.01 ? 500 : roll < 0.02 ? 404 : 200,
        dauer_ms: about(random, PATHS[pfad][0]),
        ip: address(random),
        kundennr: customer(random),
        geraet: random.weighted({ iPhone: 5, Android: 5, Windows: 4, Mac: 2 }),
      }),
    );
  }
  for (const us of spread(
    random,
    93,
    yesterdayUs + 2 * HOUR + 5 * MINUTE,
    yesterdayUs + 2 * HOUR + 25 * MINUTE,
  ))
    rows.push(
      log(us, {
        methode: 'POST',
        pfad: '/login',
        http_status: 401,
        dauer_ms: about(random, 60),
        ip: ATTACKER,
        kundennr: customer(random),
        geraet: 'curl',
      }),
    );
  for (const [index, minutes] of [1255, 1254, 1252, 800, 612].entries())
    rows.push(
      log(ago(minutes), {
        methode: 'POST',
        pfad: '/login',
        http_status: index === 4 ? 200 : 401,
        dauer_ms: 150,
        ip: '84.17.60.9',
        kundennr: TROUBLED,
        geraet: 'iPhone',
      }),
    );
  if (incident === 'host-langsam')
    for (const us of spread(extra, 85, ago(52), nowUs))
      rows.push(
        log(us, {
          methode: 'GET',
          pfad: extra.pick(['/konten', '/umsaetze']),
          http_status: 504,
          dauer_ms: 10_100 + extra.whole(0, 200),
          ip: address(extra),
          kundennr: customer(extra),
          geraet: extra.weighted({ iPhone: 5, Android: 5, Windows: 4, Mac: 2 }),
        }),
      );
  if (incident === 'sperren')
    for (const us of spread(extra, 55, ago(35), nowUs))
      rows.push(
        log(us, {
          methode: 'POST',
          pfad: '/ueberweisung',
          http_status: 503,
          dauer_ms: 8200 + extra.whole(0, 2500),
          ip: address(extra),
          kundennr: customer(extra),
          geraet: extra.weighted({ iPhone: 5, Android: 5, Windows: 4, Mac: 2 }),
        }),
      );
  return rows;
}

function mainframe(random: Random, { nowUs, incident, extra, ago }: Place): Row[] {
  const rows = moments(random, 2300, nowUs).map((us) => {
    const transaktion = random.weighted({ KTOSALDO: 6, UEBWBUCH: 4, KDSTAMM: 2, LIMITABF: 2 });
    const failed = random.chance(0.015);
    const cics = random.pick(['CICSP1', 'CICSP2']);
    const slow = incident === 'host-langsam' && cics === 'CICSP2' && us > ago(54);
    return log(us, {
      transaktion,
      cics,
      rc: failed ? 12 : 0,
      dauer_ms:
        about(random, { KTOSALDO: 130, UEBWBUCH: 260, KDSTAMM: 90, LIMITABF: 70 }[transaktion]) *
          (slow ? 50 : 1) +
        (cics === 'CICSP2' ? 25 : 0),
      stufe: failed ? 'FEHLER' : 'INFO',
      meldung: failed ? 'ABEND AICA in Transaktion' : 'Transaktion beendet',
    });
  });
  if (incident === 'host-langsam')
    for (const us of spread(extra, 130, ago(54), nowUs))
      rows.push(
        log(us, {
          transaktion: extra.weighted({ KTOSALDO: 8, UEBWBUCH: 2 }),
          cics: 'CICSP2',
          rc: 8,
          dauer_ms: extra.whole(7000, 12_000),
          stufe: 'WARNUNG',
          meldung: 'Antwortzeit über Schwelle, DB2 KTOBEST wartet auf I/O',
        }),
      );
  return rows;
}

function changes({ yesterdayUs, incident, ago }: Place): Row[] {
  const change = (us: number, art: string, system: string, beschreibung: string, wer: string) =>
    log(us, { art, system, beschreibung, wer });
  const rows = [
    change(
      yesterdayUs - 2 * HOUR + 10 * MINUTE,
      'Release',
      'online-banking',
      'Online-Banking 11.4.0 ausgerollt',
      'k.brandt',
    ),
    change(
      yesterdayUs + 8 * HOUR + 10 * MINUTE,
      'Migration',
      'zahlungskern',
      'Mandatsdaten SDD migriert, Lauf 3',
      'o.thomsen',
    ),
    change(
      yesterdayUs + 9 * HOUR + 6 * MINUTE,
      'Migration',
      'zahlungskern',
      'Mandatsdaten SDD zurückgerollt',
      'o.thomsen',
    ),
    change(
      yesterdayUs + 5 * HOUR,
      'Wartung',
      'automaten',
      'Firmware Kartenleser 2.19 verteilt',
      'j.petersen',
    ),
    change(yesterdayUs + 13 * HOUR, 'Konfiguration', 'karten', 'Betrugsregel 77 geschärft', 'm.yilmaz'),
    change(yesterdayUs + 7 * HOUR, 'Release', 'zahlungskern', 'Zahlungskern 8.2.1 ausgerollt', 'k.brandt'),
  ];
  if (incident === 'host-langsam')
    rows.push(
      change(
        ago(56),
        'Wartung',
        'mainframe',
        'REORG Tablespace KTOBEST auf CICSP2 außerplanmäßig gestartet',
        'h.lorenzen',
      ),
      change(ago(45), 'Release', 'filialportal', 'Filialportal 5.3.0 ausgerollt', 'k.brandt'),
    );
  if (incident === 'zertifikat')
    rows.push(
      change(
        ago(80),
        'Zertifikat',
        'swift-gw',
        'Zertifikat CN=swift-gw.hansekontor.example abgelaufen',
        'automatik',
      ),
      change(
        ago(20),
        'Zertifikat',
        'swift-gw',
        'Zertifikat CN=swift-gw.hansekontor.example erneuert',
        's.albers',
      ),
      change(ago(85), 'Wartung', 'automaten', 'Firmware Geldzähler 3.02 verteilt', 'j.petersen'),
    );
  if (incident === 'sperren')
    rows.push(
      change(
        ago(37),
        'Konfiguration',
        'stapel',
        'KARTENABGLEICH manuell mit Vollabgleich gestartet',
        'm.yilmaz',
      ),
      change(ago(50), 'Release', 'app', 'Banking-App 7.2.0 im Store', 'k.brandt'),
    );
  return rows;
}

function minutely(nowUs: number, hours: number, row: (us: number) => Row | null): Row[] {
  const rows: Row[] = [];
  for (let minute = hours * 60; minute >= 0; minute -= 1) {
    const made = row(Math.floor(nowUs - minute * MINUTE));
    if (made) rows.push(made);
  }
  return rows;
}

function metrics(random: Random, paid: readonly Row[], { nowUs, incident, ago }: Place): WorldStream[] {
  const during = (id: string, us: number, from: number, to = 0) =>
    incident === id && us >= ago(from) && us <= ago(to);
  const sessions = Object.entries({ online: 640, app: 1150 }).flatMap(([kanal, level]) =>
    minutely(nowUs, 52, (us) => ({
      _timestamp: us,
      kanal,
      value: Math.round(level * rhythm(us) * (0.97 + random.next() * 0.06)),
    })),
  );
  const locks = minutely(nowUs, 12, (us) => {
    const normal = random.whole(0, 3);
    return {
      _timestamp: us,
      datenbank: 'KERN',
      value: during('sperren', us, 35) ? 45 + normal * 12 : normal,
    };
  });
  const failures = ['SCT', 'SDD', 'SCT_INST', 'SWIFT'].flatMap((verfahren, place) => {
    const failed = paid.filter((row) => row.verfahren === verfahren && row.status === 'abgelehnt');
    return minutely(nowUs, 12, (us) => ({
      _timestamp: us,
      verfahren,
      value: ([8120, 3977, 9406, 611][place] as number) + failed.filter((row) => row._timestamp <= us).length,
    }));
  });
  const edges = ['0.1', '0.25', '0.5', '1', '5', '+Inf'] as const;
  const middles = [0.06, 0.16, 0.35, 0.7, 2.4, 8.5] as const;
  const counts = [0, 0, 0, 0, 0, 0];
  let sum = 0;
  const buckets: Row[] = [];
  const sums: Row[] = [];
  const totals: Row[] = [];
  minutely(nowUs, 10, (us) => {
    const calls = 300 * rhythm(us) * (0.9 + random.next() * 0.2);
    const slow = during('host-langsam', us, 54) ? 0.35 : 0;
    const shares = [0.42 - slow, 0.38, 0.13, 0.05, 0.016, 0.004 + slow];
    for (const [place, share] of shares.entries()) {
      const here = Math.round(calls * share);
      counts[place] = (counts[place] as number) + here;
      sum += here * (middles[place] as number);
    }
    let running = 0;
    for (const [place, count] of counts.entries()) {
      running += count;
      buckets.push({ _timestamp: us, system: 'mainframe', le: edges[place], value: running });
    }
    sums.push({ _timestamp: us, system: 'mainframe', value: cents(sum) });
    totals.push({ _timestamp: us, system: 'mainframe', value: running });
    return null;
  });
  const help = 'Antwortzeit des Hosts';
  return [
    {
      type: 'metrics',
      name: 'aktive_sitzungen',
      rows: sessions,
      metric: { type: 'Gauge', help: 'Angemeldete Kunden', unit: '' },
    },
    {
      type: 'metrics',
      name: 'db_sperren_wartend',
      rows: locks,
      metric: { type: 'Gauge', help: 'Auf Sperren wartende Transaktionen', unit: '' },
    },
    {
      type: 'metrics',
      name: 'zahlung_fehler_total',
      rows: failures,
      metric: { type: 'Counter', help: 'Gescheiterte Zahlungen', unit: '' },
    },
    {
      type: 'metrics',
      name: 'host_antwort_s_bucket',
      rows: buckets,
      metric: { type: 'Histogram', help, unit: 's' },
    },
    {
      type: 'metrics',
      name: 'host_antwort_s_sum',
      rows: sums,
      metric: { type: 'Histogram', help, unit: 's' },
    },
    {
      type: 'metrics',
      name: 'host_antwort_s_count',
      rows: totals,
      metric: { type: 'Histogram', help, unit: 's' },
    },
  ];
}

/** Mean milliseconds, the service behind it and what that one does. */
const OPERATIONS = {
  'GET /konten': [180, 'host-gateway', 'KTOSALDO'],
  'GET /umsaetze': [240, 'host-gateway', 'KTOUMSATZ'],
  'GET /umsaetze/export': [3800, 'dokumente', 'erzeuge CSV'],
  'POST /ueberweisung': [520, 'zahlungskern', 'UPDATE konto'],
  'POST /auslandszahlung': [1900, 'zahlungskern', 'sende SWIFT'],
} as const;
type Operation = keyof typeof OPERATIONS;

function spansOf(
  random: Random,
  us: number,
  operation: Operation,
  failure: string | null,
  meanMs: number,
  kanal: string,
): Row[] {
  const [, behind, action] = OPERATIONS[operation];
  const traceId = random.hex(32);
  const [root, middle, leaf] = [random.hex(16), random.hex(16), random.hex(16)] as const;
  const length = about(random, meanMs) * 1000;
  const span = (
    id: string,
    parent: string,
    skip: number,
    part: number,
    service: string,
    name: string,
    kind: string,
  ): Row => {
    const startUs = us + skip;
    const duration = Math.round(length * part);
    return {
      _timestamp: startUs,
      trace_id: traceId,
      span_id: id,
      reference_parent_span_id: parent,
      operation_name: name,
      service_name: service,
      start_time: BigInt(startUs) * 1000n,
      end_time: BigInt(startUs + duration) * 1000n,
      duration,
      span_status: failure === null ? 'OK' : 'ERROR',
      span_kind: kind,
      kanal,
      ...(failure === null ? {} : { status_message: failure }),
    };
  };
  return [
    span(root, '', 0, 1, 'online-banking', operation, '2'),
    span(middle, root, 400, 0.9, behind, `${behind} ${action}`, '2'),
    span(leaf, middle, 900, 0.75, behind, action, '3'),
  ];
}

function traces(random: Random, { nowUs, incident, extra, ago }: Place): Row[] {
  const rows: Row[] = [];
  for (const us of moments(random, 1000, nowUs)) {
    const operation = random.weighted<Operation>({
      'GET /konten': 8,
      'GET /umsaetze': 7,
      'GET /umsaetze/export': 1.5,
      'POST /ueberweisung': 5,
      'POST /auslandszahlung': 1.5,
    });
    const failure = random.chance(operation === 'GET /umsaetze/export' ? 0.15 : 0.015)
      ? 'Abbruch durch Gegenstelle'
      : null;
    const kanal = random.weighted({ online: 5, app: 6 });
    if (incident === 'zertifikat' && operation === 'POST /auslandszahlung' && us > ago(80) && us < ago(20))
      continue;
    rows.push(...spansOf(random, us - 8e6, operation, failure, OPERATIONS[operation][0], kanal));
  }
  const planted = {
    'host-langsam': ['GET /konten', 70, 54, 0, 'Zeitüberschreitung KTOSALDO auf CICSP2', 9800],
    zertifikat: ['POST /auslandszahlung', 60, 80, 20, 'x509: certificate has expired', 60],
    sperren: ['POST /ueberweisung', 60, 35, 0, 'SQLCODE -911, Sperrkonflikt KONTO', 8600],
  } as const;
  const found = Object.entries(planted).find(([id]) => id === incident)?.[1];
  if (found) {
    const [operation, count, from, to, failure, meanMs] = found;
    for (const us of spread(extra, count, ago(from), ago(to) - 15e6))
      rows.push(...spansOf(extra, us, operation, failure, meanMs, extra.weighted({ online: 5, app: 6 })));
  }
  return rows;
}

export const world: World = {
  name: 'hansekontor',
  build({ random, nowUs, incident }: BuildOptions) {
    const ago = (minutes: number) => Math.floor(nowUs - minutes * MINUTE);
    const yesterdayUs = Math.floor(nowUs / DAY) * DAY - DAY;
    const place: Place = { nowUs, yesterdayUs, incident, extra: createRandom(41), ago };
    const fork = () => createRandom(random.whole(1, 2_000_000_000));
    const core = coreLog(fork(), place);
    const paid = payments(fork(), place);
    return [
      { type: 'logs', name: 'kernbank', fullText: ['meldung'], rows: core },
      { type: 'logs', name: 'zahlungen', retentionDays: 365, rows: paid },
      { type: 'logs', name: 'automaten', rows: cashMachines(fork(), place) },
      { type: 'logs', name: 'karten', rows: cards(fork(), place) },
      { type: 'logs', name: 'stapel', rows: batch(fork(), place) },
      { type: 'logs', name: 'ob_zugriff', rows: access(fork(), place) },
      { type: 'logs', name: 'hostgw', fullText: ['meldung'], rows: mainframe(fork(), place) },
      { type: 'logs', name: 'aenderungen', fullText: ['beschreibung'], rows: changes(place) },
      ...metrics(fork(), paid, place),
      { type: 'traces', name: 'zahlungsweg', rows: traces(fork(), place) },
    ];
  },
};
