import {
  counter,
  DAY_US,
  type Draft,
  gauge,
  HOUR_US,
  histogram,
  latency,
  MINUTE_US,
  moments,
  rhythm,
  round,
  SECOND_US,
  scrapes,
  span,
  spread,
  within,
} from '../kit.ts';
import { createRandom, type Random } from '../random.ts';
import type { Row, World, WorldStream } from '../world.ts';

const HOURS = 54;

interface Line {
  readonly plantcode: string;
  readonly articleno: string;
  readonly articlename: string;
  readonly recipeno: string;
  readonly cycle: number;
  readonly scrapcodes: Readonly<Record<string, number>>;
  /** Share of carriers with scrap. */
  readonly scrap: number;
  readonly checks: Readonly<Record<string, number>>;
}
const LINES: Readonly<Record<string, Line>> = {
  1: {
    plantcode: 'BRM',
    articleno: 'OV90',
    articlename: 'oven',
    recipeno: 'R12',
    cycle: 52,
    scrapcodes: { ENAMEL: 6, DENT: 3, WIRING: 1 },
    scrap: 0.09,
    checks: { HIPOT: 3, TORQUE: 2, BURNIN: 3, VISUAL: 3 },
  },
  2: {
    plantcode: 'BRM',
    articleno: 'HX60',
    articlename: 'hob',
    recipeno: 'R5',
    cycle: 35,
    scrapcodes: { GLASS: 7, WIRING: 3 },
    scrap: 0.22,
    checks: { HIPOT: 4, BURNIN: 3, VISUAL: 3 },
  },
  3: {
    plantcode: 'BRM',
    articleno: 'KT17',
    articlename: 'kettle',
    recipeno: 'R3',
    cycle: 18,
    scrapcodes: { DENT: 5, LEAK: 4 },
    scrap: 0.06,
    checks: { HIPOT: 3, LEAK: 4, VISUAL: 2 },
  },
  4: {
    plantcode: 'WRL',
    articleno: 'DW12',
    articlename: 'dishwasher',
    recipeno: 'R7',
    cycle: 64,
    scrapcodes: { LEAK: 6, DENT: 2, WIRING: 2 },
    scrap: 0.08,
    checks: { HIPOT: 3, TORQUE: 3, LEAK: 6, VISUAL: 2 },
  },
  5: {
    plantcode: 'WRL',
    articleno: 'CH45',
    articlename: 'cooker hood',
    recipeno: 'R9',
    cycle: 41,
    scrapcodes: { DENT: 6, WIRING: 4 },
    scrap: 0.05,
    checks: { HIPOT: 3, TORQUE: 2, VISUAL: 4 },
  },
  6: {
    plantcode: 'BRM',
    articleno: 'AF02',
    articlename: 'air fryer',
    recipeno: 'T1',
    cycle: 88,
    scrapcodes: { WIRING: 1 },
    scrap: 0.15,
    checks: { HIPOT: 1, VISUAL: 1 },
  },
};
const LINE_WEIGHTS = { '1': 21, '2': 22, '3': 24, '4': 18, '5': 15 };
const TORQUE_NM: Readonly<Record<string, number>> = { 1: 6.2, 4: 3.4, 5: 2.8 };
/** Alarm number: class, text in Brassmere, text in Werl, weight, typical standstill in seconds. */
const ALARMS: Readonly<Record<string, readonly [string, string, string, number, number]>> = {
  1101: ['WARN', 'guard door open', 'Schutztür offen', 22, 0],
  1204: ['FAULT', 'conveyor jam', 'Förderband blockiert', 20, 190],
  1310: ['FAULT', 'gripper vacuum lost', 'Greifer Vakuum verloren', 13, 75],
  1422: ['FAULT', 'screwdriver torque not ok', 'Schrauber Drehmoment n.i.O.', 5, 40],
  1507: ['WARN', 'light curtain interrupted', 'Lichtvorhang unterbrochen', 16, 0],
  1702: ['INFO', 'batch change acknowledged', 'Loswechsel quittiert', 24, 0],
};
const COUNTRIES = { GB: 44, DE: 27, IE: 10, NL: 7, AT: 5, FR: 3 };
const ROUTES = {
  '/': 14,
  '/search': 22,
  '/parts/{sku}': 32,
  '/diagrams/{model}': 12,
  '/cart': 11,
  '/checkout': 6,
  '/returns': 3,
};
const ROUTE_MS: Readonly<Record<string, number>> = {
  '/': 40,
  '/search': 180,
  '/parts/{sku}': 85,
  '/diagrams/{model}': 1450,
  '/cart': 70,
  '/checkout': 390,
  '/returns': 95,
};
const PARTS: Readonly<Record<string, readonly [string, string, number]>> = {
  'door seal': ['BM-1040', 'OV90', 34],
  'oven lamp': ['BM-1102', 'OV90', 9],
  'heating element': ['BM-1230', 'OV90', 62],
  'control knob': ['BM-2011', 'HX60', 14],
  'kettle lid': ['BM-3005', 'KT17', 11],
  'drain pump': ['BM-4410', 'DW12', 79],
  'spray arm': ['BM-4422', 'DW12', 27],
  'grease filter': ['BM-5003', 'CH45', 23],
};
const PART_WEIGHTS = {
  'door seal': 30,
  'grease filter': 19,
  'drain pump': 14,
  'spray arm': 11,
  'control knob': 9,
  'oven lamp': 8,
  'heating element': 6,
  'kettle lid': 3,
};
const TECHNICIANS = {
  'Aylin Demir': 25,
  'Marek Nowak': 17,
  'Tom Reddish': 13,
  'Grace Oyelaran': 11,
  'Uwe Brinkmann': 10,
  'Priya Nair': 8,
  'Sean Duffy': 7,
  'Katja Vogt': 5,
};
const REGION: Readonly<Record<string, string>> = {
  'Aylin Demir': 'westfalen',
  'Uwe Brinkmann': 'westfalen',
  'Katja Vogt': 'westfalen',
  'Tom Reddish': 'north',
  'Grace Oyelaran': 'north',
  'Marek Nowak': 'midlands',
  'Priya Nair': 'midlands',
  'Sean Duffy': 'south',
};
const TRAVEL_MIN: Readonly<Record<string, number>> = { north: 41, midlands: 28, south: 52, westfalen: 34 };
const APPLIANCES = { oven: 30, dishwasher: 34, hob: 18, 'cooker hood': 12, kettle: 6 };

const customer = (random: Random) => `cust-${random.whole(10000, 10799)}`;

interface Clock {
  readonly nowUs: number;
  readonly startUs: number;
  /** Midnight at which yesterday began. */
  readonly yesterdayUs: number;
  readonly releaseUs: number;
}

interface Streams {
  readonly mes_cycles: Draft[];
  readonly mes_quality: Draft[];
  readonly plc_alarms: Draft[];
  readonly partshop: Draft[];
  readonly partshop_orders: Draft[];
  readonly dispatch: Draft[];
  readonly change_log: Draft[];
  readonly svc_traces: Draft[];
}

/** F (early), S (late) and N (night), as the German plant calls them. */
function shift(timeUs: number): string {
  const hour = (timeUs % DAY_US) / HOUR_US;
  return hour >= 5 && hour < 13 ? 'F' : hour >= 13 && hour < 21 ? 'S' : 'N';
}

function cycleRow(random: Random, time: number, lineno: string): Draft {
  const line = LINES[lineno] as Line;
  const size = lineno === '3' ? 12 : lineno === '6' ? 2 : 8;
  const scrapqty = random.chance(line.scrap) ? random.whole(1, lineno === '6' ? 1 : 4) : 0;
  return {
    _timestamp: time,
    plantcode: line.plantcode,
    lineno: Number(lineno),
    stationid: `ST${random.pick([70, 80])}`,
    orderno: `PO${7710 + Number(lineno) * 20 + Math.floor((time / HOUR_US / 9) % 7)}`,
    articleno: line.articleno,
    articlename: line.articlename,
    recipeno: line.recipeno,
    shiftcode: shift(time),
    cycletime_s: round(latency(random, line.cycle, 0.16), 1),
    goodqty: size - scrapqty,
    scrapqty,
    scrapcode: scrapqty > 0 ? random.weighted(line.scrapcodes) : undefined,
    operatorid: `${line.plantcode}${random.whole(101, 128)}`,
  };
}

function measured(random: Random, checkcode: string, lineno: string, nok: boolean) {
  if (checkcode === 'VISUAL') return {};
  const off = nok ? 1 : random.next() * 0.9;
  if (checkcode === 'TORQUE') {
    const middle = TORQUE_NM[lineno] ?? 3;
    const reach = round(middle * 0.15, 2);
    const sign = random.chance(0.5) ? 1 : -1;
    const measval = middle + sign * reach * (nok ? 1.1 + random.next() * 0.5 : off);
    return {
      measval: round(measval),
      lolim: round(middle - reach),
      uplim: round(middle + reach),
      measunit: 'Nm',
    };
  }
  const uplim = { HIPOT: 10, LEAK: 4, BURNIN: 285 }[checkcode] ?? 10;
  const lolim = checkcode === 'BURNIN' ? 245 : 0;
  const reach = uplim - lolim;
  return {
    measval: round(nok ? uplim + reach * (0.02 + random.next() * 0.4) : lolim + reach * off),
    lolim,
    uplim,
    measunit: { HIPOT: 'mA', LEAK: 'mbar/min', BURNIN: 'degC' }[checkcode],
  };
}

function qualityRow(random: Random, time: number, lineno: string): Draft {
  const line = LINES[lineno] as Line;
  const checkcode = random.weighted(line.checks);
  const nok = random.chance(
    checkcode === 'LEAK' ? (lineno === '4' ? 0.26 : 0.06) : checkcode === 'VISUAL' ? 0.05 : 0.03,
  );
  return {
    _timestamp: time,
    plantcode: line.plantcode,
    lineno: Number(lineno),
    articleno: line.articleno,
    articlename: line.articlename,
    serialno: `${line.articleno}-0${random.whole(430000, 440999)}`,
    checkcode,
    checkresult: nok ? 'NOK' : 'OK',
    ...measured(random, checkcode, lineno, nok),
    inspectorid: `Q${random.whole(11, 19)}`,
    shiftcode: shift(time),
  };
}

function alarmRow(random: Random, time: number, lineno: string, alarmno: string): Draft {
  const [alarmclass, english, german, , seconds] = ALARMS[alarmno] as (typeof ALARMS)[string];
  const { plantcode } = LINES[lineno] as Line;
  const stationid = `ST${random.whole(1, 8)}0`;
  return {
    _timestamp: time,
    plantcode,
    lineno: Number(lineno),
    stationid,
    plcname: `S7-${plantcode}-L${lineno}`,
    alarmno: Number(alarmno),
    alarmclass,
    alarmtext: plantcode === 'WRL' ? german : english,
    downtime_s:
      seconds > 0 ? Math.round(latency(random, seconds * (lineno === '4' ? 1.4 : 1), 0.6)) : undefined,
    ackuser: `${plantcode}${random.whole(101, 128)}`,
    shiftcode: shift(time),
  };
}

function factory(parts: Streams, clock: Clock, random: Random): void {
  const { nowUs, startUs, yesterdayUs } = clock;
  /** Line 3 was being retooled. */
  const stands = (lineno: string, time: number) =>
    lineno === '3' && within(time, yesterdayUs + 10 * HOUR_US, yesterdayUs + 13.5 * HOUR_US);
  for (const time of moments(random, 4900, startUs, nowUs, 0.8)) {
    const lineno = random.weighted(LINE_WEIGHTS);
    if (!stands(lineno, time)) parts.mes_cycles.push(cycleRow(random, time, lineno));
  }
  for (const time of spread(random, 46, nowUs - 31 * HOUR_US, nowUs - 22 * HOUR_US)) {
    parts.mes_cycles.push(cycleRow(random, time, '6'));
    if (random.chance(0.3)) parts.mes_quality.push(qualityRow(random, time + 40 * SECOND_US, '6'));
  }
  for (const time of moments(random, 2600, startUs, nowUs, 0.8)) {
    const lineno = random.weighted(LINE_WEIGHTS);
    if (!stands(lineno, time)) parts.mes_quality.push(qualityRow(random, time, lineno));
  }
  const weights = Object.fromEntries(Object.entries(ALARMS).map(([number, alarm]) => [number, alarm[3]]));
  for (const time of moments(random, 1500, startUs, nowUs, 0.8)) {
    const lineno = random.weighted({ '1': 18, '2': 19, '3': 15, '4': 29, '5': 19 });
    if (!stands(lineno, time))
      parts.plc_alarms.push(alarmRow(random, time, lineno, random.weighted(weights)));
  }
  const special = (
    time: number,
    lineno: string,
    more: { stationid: string; alarmno: number; alarmtext: string; downtime_s: number },
  ) => parts.plc_alarms.push({ ...alarmRow(random, time, lineno, '1204'), ...more });
  for (const [hours, lineno, downtime_s] of [
    [47, '1', 1260],
    [33.4, '1', 840],
    [11.3, '5', 1515],
  ] as const)
    special(nowUs - hours * HOUR_US, lineno, {
      stationid: 'ST10',
      alarmno: 9001,
      alarmtext: lineno === '5' ? 'Not-Halt betätigt' : 'emergency stop pressed',
      downtime_s,
    });
  for (const hours of [3.2, 3.7, 4.1, 16.4])
    special(yesterdayUs + hours * HOUR_US, '1', {
      stationid: 'ST20',
      alarmno: 1611,
      alarmtext: 'enamel oven zone over temperature',
      downtime_s: random.whole(380, 620),
    });
  // One dishwasher that failed twice.
  const [from, leak] = [nowUs - 27 * HOUR_US, { lolim: 0, uplim: 4, measunit: 'mbar/min' }];
  for (const [hours, measval] of [
    [0, 7.9],
    [2.6, 5.15],
    [7.1, 1.12],
  ] as const)
    parts.mes_quality.push({
      ...qualityRow(random, from + hours * HOUR_US, '4'),
      serialno: 'DW12-0441907',
      checkcode: 'LEAK',
      checkresult: measval > 4 ? 'NOK' : 'OK',
      measval,
      ...leak,
    });
}

interface SpanPlan {
  readonly service: string;
  readonly operation: string;
  readonly kind: '1' | '2' | '3';
  readonly ownUs: number;
  readonly peer?: string;
  readonly failed?: boolean;
  readonly calls?: readonly SpanPlan[];
}

/** A span that calls others one after the other; a failed call fails its callers. */
function traceOf(
  random: Random,
  trace: string,
  time: number,
  plan: SpanPlan,
  attributes: Row | object = {},
): Draft[] {
  const rows: Draft[] = [];
  function visit(each: SpanPlan, startUs: number, parent?: string): { took: number; failed: boolean } {
    const id = random.hex(16);
    let took = each.ownUs / 2;
    let failed = each.failed ?? false;
    for (const call of each.calls ?? []) {
      const inner = visit(call, startUs + took, id);
      took += inner.took;
      failed ||= inner.failed;
    }
    took += each.ownUs / 2;
    rows.push(
      span({
        trace,
        id,
        ...(parent ? { parent } : {}),
        service: each.service,
        operation: each.operation,
        kind: each.kind,
        startUs,
        durationUs: took,
        status: failed ? 'ERROR' : each.kind === '3' ? 'UNSET' : 'OK',
        attributes: {
          ...(each.kind === '2' ? { http_response_status_code: failed ? 500 : 200 } : {}),
          ...(each.peer ? { peer_service: each.peer } : {}),
          ...(each.failed ? { exception_type: 'TimeoutError' } : {}),
          ...attributes,
        },
      }),
    );
    return { took, failed };
  }
  visit(plan, time);
  return rows;
}

/** Assignment of a job: a route is planned, the stock of parts is asked. */
function assignTrace(
  random: Random,
  trace: string,
  time: number,
  job_id: string,
  erp: { tookUs: number; timeout: boolean },
): Draft[] {
  const us = (median: number) => latency(random, median);
  return traceOf(
    random,
    trace,
    time,
    {
      service: 'dispatch-api',
      operation: 'POST /jobs/{id}/assign',
      kind: '2',
      ownUs: us(14e3),
      calls: [
        {
          service: 'route-planner',
          operation: 'plan_route',
          kind: '2',
          ownUs: us(95e3),
          calls: [
            {
              service: 'route-planner',
              operation: 'osrm table',
              kind: '3',
              ownUs: us(60e3),
              peer: 'osrm',
            },
          ],
        },
        {
          service: 'parts-stock',
          operation: 'check_stock',
          kind: '2',
          ownUs: us(9e3),
          calls: [
            {
              service: 'parts-stock',
              operation: 'erp-stock query',
              kind: '3',
              ownUs: erp.tookUs,
              peer: 'erp-stock',
              failed: erp.timeout,
            },
          ],
        },
      ],
    },
    { job_id },
  );
}

function shopTrace(random: Random, trace: string, time: number, route: string, failed = false): Draft[] {
  const us = (median: number) => latency(random, median);
  const checkout = route === '/checkout';
  return traceOf(random, trace, time, {
    service: 'parts-web',
    operation: checkout ? 'POST /checkout' : `GET ${route}`,
    kind: '2',
    ownUs: us(8e3),
    calls: [
      {
        service: checkout ? 'parts-checkout' : 'parts-catalog',
        operation: checkout ? 'PlaceOrder' : 'GetPart',
        kind: '2',
        ownUs: us(6e3),
        calls: [
          checkout
            ? {
                service: 'parts-checkout',
                operation: 'psp-gateway authorize',
                kind: '3',
                ownUs: us(310e3),
                peer: 'psp-gateway',
                failed,
              }
            : {
                service: 'parts-catalog',
                operation: 'SELECT parts',
                kind: '3',
                ownUs: us(11e3),
                peer: 'postgres-parts',
              },
        ],
      },
    ],
  });
}

function shopRow(random: Random, time: number, clock: Clock, route: string): Draft {
  const isNew = time >= clock.releaseUs;
  const diagrams = route === '/diagrams/{model}';
  const failed = random.chance(diagrams ? 0.17 : 0.011);
  const missing = !failed && random.chance(route === '/parts/{sku}' ? 0.07 : 0.012);
  const status = failed
    ? random.weighted({ '500': 3, '502': 1, '504': diagrams ? 6 : 1 })
    : missing
      ? '404'
      : '200';
  const service =
    route === '/checkout' ? 'parts-checkout' : route === '/search' ? 'parts-search' : 'parts-web';
  const method =
    route === '/checkout' || route === '/returns' || (route === '/cart' && random.chance(0.5))
      ? 'POST'
      : 'GET';
  const took = Math.round(latency(random, (ROUTE_MS[route] ?? 50) * (diagrams && isNew ? 0.55 : 1)));
  return {
    _timestamp: time,
    service_name: service,
    service_version: service === 'parts-web' ? (isNew ? '3.9.0' : '3.8.1') : '2.4.0',
    severity_text: failed ? 'ERROR' : missing ? 'WARN' : 'INFO',
    body: failed ? `${method} ${route} failed` : `${method} ${route} ${status}`,
    http_request_method: method,
    http_route: route,
    http_response_status_code: Number(status),
    http_server_request_duration_ms: took,
    exception_type: failed ? (diagrams ? 'DiagramRenderTimeout' : 'UpstreamClosedError') : undefined,
    enduser_id: customer(random),
    geo_country_iso_code: random.weighted(COUNTRIES),
    user_agent_name: random.weighted({ Chrome: 45, Safari: 30, Firefox: 9, 'Mobile Safari': 16 }),
  };
}

function shop(parts: Streams, clock: Clock, random: Random): void {
  const { nowUs, startUs, yesterdayUs } = clock;
  for (const time of moments(random, 4200, startUs, nowUs, 0.2)) {
    const row = shopRow(random, time, clock, random.weighted(ROUTES));
    if (row.http_route === '/parts/{sku}' && row.http_response_status_code === 200 && random.chance(0.2)) {
      const trace = random.hex(32);
      const spans = shopTrace(random, trace, time, '/parts/{sku}');
      row.trace_id = trace;
      row.http_server_request_duration_ms = Math.round(
        Math.max(...spans.map((each) => Number(each.duration))) / 1000,
      );
      parts.svc_traces.push(...spans);
    }
    parts.partshop.push(row);
  }
  for (const time of spread(random, 70, startUs, yesterdayUs + 9 * HOUR_US))
    parts.partshop.push({
      _timestamp: time,
      service_name: 'edi-bridge',
      service_version: '0.9.6',
      severity_text: 'INFO',
      body: 'dealer order file read',
    });
  const order = (at: number, order_status: string, more: object): void => {
    parts.partshop_orders.push({
      _timestamp: at,
      service_name: 'parts-orders',
      severity_text: 'INFO',
      order_status,
      ...more,
    });
  };
  const part = (name: string) => ({
    part_name: name,
    part_sku: PARTS[name]?.[0],
    appliance_model: PARTS[name]?.[1],
  });
  for (const [index, time] of moments(random, 640, startUs, nowUs, 0.2).entries()) {
    const part_name = random.weighted(PART_WEIGHTS);
    const quantity = random.weighted({ '1': 70, '2': 20, '4': 10 });
    const same = {
      order_id: `SP-${300000 + index * 3}`,
      ...part(part_name),
      quantity: Number(quantity),
      order_value_eur: round((PARTS[part_name]?.[2] ?? 20) * Number(quantity) + random.pick([0, 4.95])),
      payment_method: random.weighted({ card: 52, paypal: 31, invoice: 17 }),
      enduser_id: customer(random),
      geo_country_iso_code: random.weighted(COUNTRIES),
    };
    order(time, 'placed', same);
    const failed = random.chance(0.07);
    if (random.chance(0.4))
      parts.svc_traces.push(...shopTrace(random, random.hex(32), time, '/checkout', failed));
    if (failed) {
      order(time + 4 * SECOND_US, 'cancelled', { ...same, cancel_reason: 'payment_failed' });
      continue;
    }
    order(time + 3 * SECOND_US, 'paid', same);
    if (random.chance(0.04)) {
      order(time + random.whole(5, 90) * MINUTE_US, 'cancelled', {
        ...same,
        cancel_reason: 'customer_request',
      });
      continue;
    }
    if (random.chance(0.85))
      order(time + random.whole(90, 600) * MINUTE_US, 'shipped', {
        ...same,
        shipping_carrier: random.weighted({ DHL: 55, 'Royal Mail': 45 }),
      });
    if (random.chance(0.04)) order(time + random.whole(14, 30) * HOUR_US, 'returned', same);
  }
  const story = {
    order_id: 'SP-318822',
    ...part('drain pump'),
    quantity: 1,
    order_value_eur: 83.95,
    payment_method: 'card',
    enduser_id: 'cust-20931',
    geo_country_iso_code: 'IE',
  };
  const from = nowUs - 30 * HOUR_US;
  order(from, 'placed', story);
  order(from + 5 * SECOND_US, 'paid', story);
  order(from + 6.5 * HOUR_US, 'shipped', { ...story, shipping_carrier: 'Royal Mail' });
  order(from + 23.2 * HOUR_US, 'returned', story);
  const waiting = { ...story, ...part('spray arm'), order_id: 'SP-318830', enduser_id: 'cust-20944' };
  order(nowUs - 20 * HOUR_US, 'placed', { ...waiting, order_value_eur: 31.95 });
  order(nowUs - 20 * HOUR_US + 4 * SECOND_US, 'paid', { ...waiting, order_value_eur: 31.95 });
}

const python = (levelname: string, name: string, funcname: string, lineno: number, msg: string) => ({
  levelname,
  name,
  msg,
  funcname,
  lineno,
  processname: 'MainProcess',
});

const STEPS: Readonly<Record<string, readonly [string, string, number, string]>> = {
  job_created: ['dispatch.jobs', 'create_job', 88, 'job created'],
  job_assigned: ['dispatch.assign', 'assign', 142, 'job assigned'],
  tech_arrived: ['dispatch.mobile', 'on_arrival', 61, 'technician arrived'],
  part_missing: ['dispatch.mobile', 'on_part_missing', 97, 'part not on van, second visit needed'],
  job_completed: ['dispatch.mobile', 'on_complete', 120, 'job completed'],
  job_cancelled: ['dispatch.jobs', 'cancel_job', 203, 'job cancelled'],
};

interface JobFields {
  readonly extra_job_id: string;
  readonly extra_region: string;
  readonly extra_appliance: string;
  readonly extra_technician: string;
}

function step(time: number, extra_event: string, more: object): Draft {
  const [name, funcname, lineno, msg] = STEPS[extra_event] as (typeof STEPS)[string];
  return { _timestamp: time, ...python('INFO', name, funcname, lineno, msg), extra_event, ...more };
}

function chatter(random: Random, time: number): Draft {
  const kind = random.weighted({ route: 40, sync: 32, map: 12, sms: 9, token: 3, calendar: 4 });
  const line = {
    route: python('INFO', 'dispatch.routing', 'refresh_cache', 34, 'route cache refreshed'),
    sync: python('DEBUG', 'dispatch.mobile', 'sync', 18, 'van app synchronised'),
    map: python('WARNING', 'dispatch.routing', 'load_tile', 77, 'map tile answered late, using old one'),
    sms: python('ERROR', 'dispatch.sms', 'send', 52, 'sms gateway rejected message'),
    token: python('ERROR', 'dispatch.auth', 'refresh_token', 29, 'token of van app expired'),
    calendar: python('ERROR', 'dispatch.calendar', 'push_event', 66, 'calendar entry could not be written'),
  }[kind];
  const exc_text = { sms: 'SmsRejected', token: 'TokenExpired', calendar: 'CalendarConflict' }[
    kind as string
  ];
  return { _timestamp: time, ...line, exc_text };
}

function dispatch(parts: Streams, { nowUs, startUs }: Clock, random: Random): void {
  const erp = () => ({ tookUs: latency(random, 130e3), timeout: random.chance(0.012) });
  const assigned = (time: number, job: JobFields, traced: boolean) => {
    const trace = traced ? random.hex(32) : undefined;
    parts.dispatch.push(step(time, 'job_assigned', { ...job, trace_id: trace }));
    if (trace && time <= nowUs)
      parts.svc_traces.push(...assignTrace(random, trace, time - 400_000, job.extra_job_id, erp()));
  };
  for (const [index, time] of moments(random, 720, startUs, nowUs, 0.15).entries()) {
    const technician = random.weighted(TECHNICIANS);
    const region = REGION[technician] as string;
    const base = {
      extra_job_id: `J-${50000 + index}`,
      extra_region: region,
      extra_appliance: random.weighted(APPLIANCES),
    };
    const job = { ...base, extra_technician: technician };
    const add = (at: number, event: string, more: object = {}) =>
      parts.dispatch.push(step(at, event, { ...job, ...more }));
    parts.dispatch.push(step(time, 'job_created', base));
    const start = time + random.whole(4, 40) * MINUTE_US;
    assigned(start, job, random.chance(0.5));
    if (random.chance(0.13)) {
      add(start + random.whole(20, 110) * MINUTE_US, 'job_cancelled', {
        extra_cancel_reason: random.weighted({ customer_not_home: 55, customer_request: 30, weather: 15 }),
      });
      continue;
    }
    const arrival = start + random.whole(50, 170) * MINUTE_US;
    add(arrival, 'tech_arrived', { extra_travel_min: Math.round(latency(random, TRAVEL_MIN[region] ?? 30)) });
    const repair = Math.round(latency(random, 46, 0.4));
    add(arrival + repair * MINUTE_US, 'job_completed', {
      extra_repair_min: repair,
      extra_first_fix: random.chance(0.79),
      extra_rating: random.chance(0.6)
        ? Number(random.weighted({ '5': 50, '4': 28, '3': 12, '2': 5, '1': 5 }))
        : undefined,
    });
  }
  const ago = (hours: number) => nowUs - hours * HOUR_US;
  const base = { extra_job_id: 'J-60017', extra_region: 'midlands', extra_appliance: 'dishwasher' };
  const first = { ...base, extra_technician: 'Marek Nowak' };
  const second = { ...base, extra_technician: 'Priya Nair' };
  parts.dispatch.push(step(ago(29), 'job_created', base));
  assigned(ago(28.6), first, false);
  parts.dispatch.push(
    step(ago(26), 'tech_arrived', { ...first, extra_travel_min: 33 }),
    step(ago(25.7), 'part_missing', first),
  );
  assigned(ago(9), second, false);
  parts.dispatch.push(
    step(ago(6), 'tech_arrived', { ...second, extra_travel_min: 21 }),
    step(ago(5.1), 'job_completed', {
      ...second,
      extra_repair_min: 54,
      extra_first_fix: false,
      extra_rating: 3,
    }),
  );
  const other = { extra_job_id: 'J-60042', extra_region: 'north', extra_appliance: 'hob' };
  parts.dispatch.push(step(ago(7), 'job_created', other));
  assigned(ago(6.8), { ...other, extra_technician: 'Grace Oyelaran' }, true);
  for (const time of moments(random, 950, startUs, nowUs, 0.3)) parts.dispatch.push(chatter(random, time));
}

function change(
  at: number,
  chgno: number,
  chgkind: string,
  chgtarget: string,
  chgversion: string,
  chgtext: string,
): Draft {
  return {
    _timestamp: at,
    chgno,
    chgkind,
    chgtarget,
    chgversion,
    chgtext,
    chgby: chgkind === 'release' ? 'pipeline' : 'process-eng',
  };
}

function changes(parts: Streams, { nowUs, yesterdayUs, releaseUs }: Clock): void {
  parts.change_log.push(
    change(nowUs - 44 * HOUR_US, 9103, 'recipe', 'L2', 'R5', 'recipe R5 loaded on line 2'),
    change(nowUs - 31.5 * HOUR_US, 9104, 'recipe', 'L6', 'T1', 'trial recipe T1 loaded on line 6'),
    change(yesterdayUs + 10 * HOUR_US, 9105, 'tooling', 'L3', 'T44', 'lid press of line 3 retooled'),
    change(releaseUs, 9106, 'release', 'parts-web', '3.9.0', 'release of parts-web 3.9.0 finished'),
    change(nowUs - 5.5 * HOUR_US, 9107, 'release', 'van-app', '8.2.1', 'release of van-app 8.2.1 finished'),
  );
}

/** Real, but no cause of anything. */
function herrings(parts: Streams, random: Random, releaseUs: number, jamUs: number): void {
  parts.change_log.push(
    change(releaseUs, 9108, 'release', 'parts-search', '2.4.1', 'release of parts-search 2.4.1 finished'),
  );
  for (const seconds of [0, 70, 155])
    parts.plc_alarms.push({
      ...alarmRow(random, jamUs + seconds * SECOND_US, '2', '1204'),
      stationid: 'ST60',
      downtime_s: 45,
    });
}

/** A recipe with too little torque for the door hinges of dishwashers. */
function torqueRecipe(parts: Streams, { nowUs }: Clock, random: Random): void {
  const onset = nowUs - 45 * MINUTE_US;
  herrings(parts, random, nowUs - 66 * MINUTE_US, nowUs - 30 * MINUTE_US);
  parts.change_log.push(
    change(
      onset - 40 * SECOND_US,
      9109,
      'recipe',
      'L4-ST40',
      'R8',
      'recipe R8 loaded on line 4, screwdriver ST40',
    ),
  );
  const low = () => ({
    checkcode: 'TORQUE',
    checkresult: 'NOK',
    measval: round(random.normal(1.9, 0.12)),
    lolim: 2.89,
    uplim: 3.91,
    measunit: 'Nm',
  });
  for (const row of parts.mes_quality)
    if (row._timestamp >= onset && row.lineno === 4 && row.checkcode === 'TORQUE') Object.assign(row, low());
  for (const time of spread(random, 34, onset + 30 * SECOND_US, nowUs - 5 * SECOND_US))
    parts.mes_quality.push({ ...qualityRow(random, time, '4'), ...low() });
  const scrap = (row: Draft) =>
    Object.assign(row, { recipeno: 'R8', scrapcode: 'SCREW', scrapqty: 5, goodqty: 3 });
  for (const row of parts.mes_cycles) if (row._timestamp >= onset && row.lineno === 4) scrap(row);
  for (const time of spread(random, 20, onset + 60 * SECOND_US, nowUs - 5 * SECOND_US))
    parts.mes_cycles.push(scrap(cycleRow(random, time, '4')));
  for (const time of spread(random, 62, onset + 15 * SECOND_US, nowUs - 5 * SECOND_US))
    parts.plc_alarms.push({ ...alarmRow(random, time, '4', '1422'), stationid: 'ST40' });
}

/** The ERP's stock service hardly answers; assignments of jobs wait for it. */
function erpSlow(parts: Streams, { nowUs }: Clock, random: Random): void {
  const [onset, end] = [nowUs - 80 * MINUTE_US, nowUs - 25 * MINUTE_US];
  herrings(parts, random, nowUs - 100 * MINUTE_US, nowUs - 52 * MINUTE_US);
  const inside = new Set(
    parts.svc_traces
      .filter((row) => within(row._timestamp, onset, end) && row.operation_name === 'POST /jobs/{id}/assign')
      .map((row) => row.trace_id),
  );
  parts.svc_traces.splice(
    0,
    parts.svc_traces.length,
    ...parts.svc_traces.filter((row) => !inside.has(row.trace_id)),
  );
  for (const row of parts.dispatch)
    if (row.trace_id !== undefined && inside.has(row.trace_id)) row.trace_id = undefined;
  spread(random, 66, onset, end).forEach((time, index) => {
    const timeout = index % 3 === 0;
    const waited = timeout ? 10_000 : Math.round(latency(random, 6800, 0.2));
    const trace = random.hex(32);
    const technician = random.weighted(TECHNICIANS);
    const job = `J-${61000 + index}`;
    parts.svc_traces.push(...assignTrace(random, trace, time, job, { tookUs: waited * 1000, timeout }));
    const extra = {
      extra_job_id: job,
      extra_region: REGION[technician],
      extra_technician: technician,
      extra_wait_ms: waited,
      trace_id: trace,
    };
    const at = time + waited * 1000;
    parts.dispatch.push(
      timeout
        ? {
            _timestamp: at,
            ...python('ERROR', 'dispatch.stock', 'check_stock', 48, 'stock lookup timed out after 10000 ms'),
            exc_text: 'StockTimeout',
            ...extra,
          }
        : {
            _timestamp: at,
            ...python('WARNING', 'dispatch.stock', 'check_stock', 55, 'slow answer of erp-stock'),
            ...extra,
          },
    );
  });
}

function metrics(random: Random, { nowUs }: Clock, incident: string | null): WorldStream[] {
  const recent = scrapes(4, nowUs);
  const ago = (minutes: number) => nowUs - minutes * MINUTE_US;
  const loose = (time: number) => incident === 'torque-recipe' && time > ago(45);
  const slow = (time: number) => incident === 'erp-slow' && within(time, ago(80), ago(25));
  const own = () => createRandom(random.whole(1, 2 ** 31));
  const stream = (
    name: string,
    rows: readonly Row[],
    type: 'Counter' | 'Gauge' | 'Histogram',
    help: string,
    unit: string,
  ): WorldStream => ({ type: 'metrics', name, rows, metric: { type, help, unit } });

  const ovens = ['enamel-1', 'enamel-2'].flatMap((oven) =>
    Object.entries({ preheat: 420, firing: 832, cooling: 210 }).flatMap(([zone, middle]) => {
      const noise = own();
      return gauge(recent, { plantcode: 'BRM', oven, zone }, (time) =>
        round(
          middle +
            (oven === 'enamel-2' ? 9 : 0) +
            4 * Math.sin(time / (17 * MINUTE_US)) +
            noise.normal(0, 1.5),
          1,
        ),
      );
    }),
  );
  const air = Object.entries({ BRM: 7.1, WRL: 6.6 }).flatMap(([plantcode, middle]) => {
    const noise = own();
    return gauge(scrapes(30, nowUs), { plantcode }, (time) =>
      round(middle - 0.35 * rhythm(time, 0) + noise.normal(0, 0.06)),
    );
  });
  const torque = (
    [
      ['BRM', '1', 'ST30', 6.2],
      ['WRL', '4', 'ST40', 3.4],
      ['WRL', '4', 'ST50', 4.1],
      ['WRL', '5', 'ST30', 2.8],
    ] as const
  ).flatMap(([plantcode, lineno, stationid, middle]) => {
    const noise = own();
    return gauge(recent, { plantcode, lineno, stationid }, (time) =>
      round((loose(time) && stationid === 'ST40' ? 1.9 : middle) + noise.normal(0, 0.05)),
    );
  });
  const units = Object.entries({ 1: 2.5, 2: 3.4, 3: 5.5, 4: 1.6, 5: 2.45 }).flatMap(([lineno, rate]) => {
    const noise = own();
    const labels = { plantcode: (LINES[lineno] as Line).plantcode, lineno };
    const bad = (time: number) => (loose(time) && lineno === '4' ? 0.8 : 0.03 * rate);
    return [
      ...counter(recent, { ...labels, result: 'good' }, own(), () => rate, 40_000),
      ...counter(recent, { ...labels, result: 'scrap' }, own(), (time) => (noise.chance(bad(time)) ? 1 : 0)),
    ];
  });
  const open = Object.entries({ north: 19, midlands: 24, south: 9, westfalen: 33 }).flatMap(
    ([region, middle]) => {
      const noise = own();
      return gauge(recent, { region }, (time) =>
        Math.round(middle * (0.85 + 0.3 * rhythm(time)) + noise.normal(0, 1.2) + (slow(time) ? 6 : 0)),
      );
    },
  );
  const served = (
    [
      ['dispatch-api', 70, 0.26],
      ['parts-web', 240, 0.09],
    ] as const
  ).map(([service_name, rate, median]) =>
    histogram(
      recent,
      { service_name },
      own(),
      [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      (time) => rate * rhythm(time),
      (time) => (slow(time) && service_name === 'dispatch-api' ? 3.6 : median),
    ),
  );
  const seconds = 'http_server_request_duration_seconds';
  const help = 'Duration of HTTP server requests';
  return [
    stream('oven_zone_temp_celsius', ovens, 'Gauge', 'Temperature in a zone of an enamel oven', 'Cel'),
    stream('compressed_air_pressure_bar', air, 'Gauge', 'Pressure in the main air line of a plant', 'bar'),
    stream('screw_torque_nm', torque, 'Gauge', 'Mean torque of the last screws at a station', 'N.m'),
    stream('mes_units_total', units, 'Counter', 'Units that left a line, good or scrap', '1'),
    stream('dispatch_open_jobs', open, 'Gauge', 'Repair jobs that are not completed or cancelled yet', '1'),
    stream(
      `${seconds}_bucket`,
      served.flatMap((each) => each.bucket),
      'Histogram',
      help,
      's',
    ),
    stream(
      `${seconds}_sum`,
      served.flatMap((each) => each.sum),
      'Histogram',
      help,
      's',
    ),
    stream(
      `${seconds}_count`,
      served.flatMap((each) => each.count),
      'Histogram',
      help,
      '1',
    ),
  ];
}

/** A manufacturer of kitchen appliances. See README.md. */
export const world: World = {
  name: 'brassmere',
  build({ random, nowUs, incident }) {
    const yesterdayUs = Math.floor(nowUs / DAY_US) * DAY_US - DAY_US;
    const clock: Clock = {
      nowUs,
      startUs: nowUs - HOURS * HOUR_US,
      yesterdayUs,
      releaseUs: yesterdayUs + 14 * HOUR_US,
    };
    const own = () => createRandom(random.whole(1, 2 ** 31));
    const parts: Streams = {
      mes_cycles: [],
      mes_quality: [],
      plc_alarms: [],
      partshop: [],
      partshop_orders: [],
      dispatch: [],
      change_log: [],
      svc_traces: [],
    };
    factory(parts, clock, own());
    shop(parts, clock, own());
    dispatch(parts, clock, own());
    changes(parts, clock);
    const [forMetrics, planted] = [own(), own()];
    if (incident === 'torque-recipe') torqueRecipe(parts, clock, planted);
    if (incident === 'erp-slow') erpSlow(parts, clock, planted);
    // Later steps of orders and jobs may lie after the end of the data.
    const past = (rows: Draft[]) =>
      rows
        .map((row) => ({ ...row, _timestamp: Math.floor(row._timestamp) }))
        .filter((row) => row._timestamp <= nowUs);
    const fullText: Readonly<Record<string, readonly string[]>> = {
      plc_alarms: ['alarmtext'],
      partshop: ['body'],
      dispatch: ['msg'],
      change_log: ['chgtext'],
    };
    const { svc_traces, ...logs } = parts;
    return [
      ...Object.entries(logs).map(
        ([name, rows]): WorldStream => ({
          type: 'logs',
          name,
          rows: past(rows),
          ...(fullText[name] ? { fullText: fullText[name] } : {}),
          ...(name === 'plc_alarms' ? { retentionDays: 30 } : {}),
        }),
      ),
      { type: 'traces', name: 'svc_traces', rows: past(svc_traces) },
      ...metrics(forMetrics, clock, incident),
    ];
  },
};
