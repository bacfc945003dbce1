import { describe, expect, it } from 'vitest';
import { fieldEntry, fieldsFor } from '../../../src/ask/data/fields/field-entry.ts';
import { levelClasses } from '../../../src/ask/data/fields/levels.ts';
import { partsOf, wordsOf } from '../../../src/ask/data/fields/name-parts.ts';
import { textForm } from '../../../src/ask/data/fields/text-form.ts';

const counted = (values: readonly string[], count = 10) => values.map((value) => ({ value, count }));

/** A field of logs, with values where they are given. */
function field(name: string, stored: string, values: readonly string[] | null = null, isComplete = true) {
  const found = values && { values: counted(values), isComplete, most: values.length * 10 };
  return fieldEntry('record', name, stored, found);
}

describe('names', () => {
  it.each([
    ['elapsedMilliseconds', ['elapsed', 'milliseconds']],
    ['elapsedmilliseconds', ['elapsed', 'milliseconds']],
    ['leveldisplayname', ['level', 'display', 'name']],
    ['httpstatuscode', ['http', 'status', 'code']],
    ['kundennr', ['kunden', 'nr']],
    ['auftragsnummer', ['auftrag', 'nummer']],
    ['turbineid', ['turbine', 'id']],
    ['scrapqty', ['scrap', 'qty']],
    ['widgetcnt', ['widget', 'cnt']],
    ['torquesecs', ['torque', 'secs']],
    ['repairmin', ['repair', 'min']],
    ['amountcents', ['amount', 'cents']],
    ['android', ['android']],
    ['category', ['category']],
    ['deadline', ['deadline']],
    ['constructor', ['constructor']],
    ['k8s_pod_name', ['k8s', 'pod', 'name']],
  ])('%s is cut into its parts', (name, parts) => {
    expect(partsOf(name)).toEqual(parts);
  });

  it.each([
    ['custno', ['customer', 'number']],
    ['lat_ms', ['latency']],
    ['uid', ['user', 'id']],
    ['rgn', ['region']],
    ['kundennr', ['customer', 'number']],
    ['durée', ['duration']],
    ['código_erro', ['code', 'error']],
    ['überweisungen', ['transfer']],
    ['rowsaffected', ['row', 'affected']],
  ])('%s has English words too', (name, words) => {
    expect(wordsOf(name)).toEqual(expect.arrayContaining(words));
  });
});

describe('roles', () => {
  it.each([
    ['level', 'severity_text', 'Utf8'],
    ['level', 'stufe', 'Utf8'],
    ['message', 'meldung', 'Utf8'],
    ['message', 'body', 'Utf8'],
    ['service', 'svc', 'Utf8'],
    ['service', 'kubernetes_labels_app', 'Utf8'],
    ['host', 'host_name', 'Utf8'],
    ['duration', 'lat_ms', 'Int64'],
    ['duration', 'request_time', 'Float64'],
    ['duration', 'tempo_resposta_ms', 'Int64'],
    ['status', 'http_response_status_code', 'Int64'],
    ['user', 'uid', 'Utf8'],
    ['customer', 'custno', 'Utf8'],
    ['amount', 'betrag', 'Float64'],
    ['amount', 'order_total', 'Float64'],
    ['trace id', 'traceid', 'Utf8'],
    ['parent span id', 'reference_parent_span_id', 'Utf8'],
    ['bytes', 'body_bytes_sent', 'Int64'],
    ['ip', 'remote_addr', 'Utf8'],
    ['path', 'request_uri', 'Utf8'],
    ['method', 'http_method', 'Utf8'],
    ['environment', 'env', 'Utf8'],
    ['version', 'service_version', 'Utf8'],
    ['region', 'rgn', 'Utf8'],
    ['error type', 'exception_class', 'Utf8'],
    ['error code', 'fehlercode', 'Utf8'],
    ['site', 'filiale', 'Utf8'],
    ['country', 'geo_country_iso_code', 'Utf8'],
  ])('%s is found in %s', (role, name, stored) => {
    expect(field(name, stored).roles[0]).toBe(role);
  });

  it('need values of their kind: a text is no duration, a number no message', () => {
    expect(field('latency', 'Utf8').roles).not.toContain('duration');
    expect(field('message', 'Int64').roles).not.toContain('message');
  });

  it('are told by values where the name says nothing', () => {
    expect(field('klasse', 'Utf8', ['INFO', 'WARNUNG', 'FEHLER']).roles).toContain('level');
    expect(field('src', 'Utf8', ['10.0.0.1', '10.2.3.4']).roles).toEqual(['ip']);
    expect(field('verb', 'Utf8', ['GET', 'POST']).roles[0]).toBe('method');
    expect(field('stage', 'Utf8', ['prod', 'staging']).roles[0]).toBe('environment');
    expect(field('x', 'Utf8', ['4bf92f3577b34da6a3ce929d0e0e4736']).roles).toEqual(['trace id']);
  });

  it('are taken back where the values are of another kind', () => {
    expect(field('battery_level', 'Int64', ['77', '20', '98']).roles).not.toContain('level');
    expect(field('payment_method', 'Utf8', ['card', 'wallet']).roles).not.toContain('method');
    expect(field('tier', 'Utf8', ['T', 'F']).roles).not.toContain('level');
  });

  it('are those of numbers for texts that are all numbers', () => {
    expect(field('payment_amount', 'Utf8', ['111.47', '20'])).toMatchObject({
      numberAsText: true,
      roles: ['amount'],
      unit: 'currency',
      greatest: 111.47,
    });
    expect(field('http_status_code', 'Utf8', ['200', '503']).roles[0]).toBe('status');
    expect(field('http_status_code', 'Utf8', ['200', 'none']).numberAsText).toBe(false);
  });

  it('go to the surest field first', () => {
    const fields = [field('query_text', 'Utf8'), field('body', 'Utf8'), field('customer_city', 'Utf8')];
    expect(fieldsFor(fields, 'message').map(({ name }) => name)).toEqual(['body', 'query_text']);
    expect(fieldsFor(fields, 'customer')).toEqual([]);
  });
});

describe('levels', () => {
  const classes = (name: string, stored: string, values: readonly string[]) =>
    Object.fromEntries(levelClasses(field(name, stored, values)));

  it('are read from words of several languages and abbreviations', () => {
    expect(classes('lvl', 'Utf8', ['I', 'W', 'E'])).toEqual({ I: 'info', W: 'warn', E: 'error' });
    expect(classes('stufe', 'Utf8', ['INFO', 'WARNUNG', 'FEHLER'])).toMatchObject({ FEHLER: 'error' });
    expect(classes('level', 'Utf8', ['Information', 'Critical', 'Audit Failure'])).toEqual({
      Information: 'info',
      Critical: 'fatal',
      'Audit Failure': 'error',
    });
  });

  it('are not read from the letter of a number or an ID', () => {
    expect(classes('courier_id', 'Utf8', ['c-110', 'c-111', 'W12', 'E7'])).toEqual({});
  });

  it('are read from the numbers of syslog, Windows, OpenTelemetry, pino and Python', () => {
    expect(classes('priority', 'Int64', ['6', '4', '3', '0'])).toEqual({
      6: 'info',
      4: 'warn',
      3: 'error',
      0: 'fatal',
    });
    expect(classes('level', 'Int64', ['4', '3', '2'])).toEqual({ 4: 'info', 3: 'warn', 2: 'error' });
    expect(classes('severity_number', 'Int64', ['9', '13', '17'])).toEqual({
      9: 'info',
      13: 'warn',
      17: 'error',
    });
    expect(classes('level', 'Int64', ['30', '40', '50'])).toEqual({ 30: 'info', 40: 'warn', 50: 'error' });
    expect(classes('levelno', 'Int64', ['20', '30', '40'])).toEqual({ 20: 'info', 30: 'warn', 40: 'error' });
  });
});

describe('units', () => {
  it.each([
    ['lat_ms', 'Int64', 'ms'],
    ['elapsedmilliseconds', 'Int64', 'ms'],
    ['latency_us', 'Int64', 'us'],
    ['dauer_s', 'Int64', 's'],
    ['wait_min', 'Int64', 'min'],
    ['transp_min', 'Int64', 'min'],
    ['tat_min', 'Float64', 'min'],
    ['bytes_sent', 'Int64', 'bytes'],
    ['mem_mb', 'Int64', 'MB'],
    ['cpu_pct', 'Float64', 'percent'],
    ['amount_cents', 'Int64', 'cents'],
    ['feecents', 'Int64', 'cents'],
    ['windspeed_ms', 'Float64', 'm/s'],
  ])('%s says it itself', (name, stored, unit) => {
    expect(field(name, stored)).toMatchObject({ unit, unitFrom: 'name' });
  });

  it('are no minutes where the least of a number is told', () => {
    const least = (name: string, beside: readonly string[]) =>
      fieldEntry('record', name, 'Float64', null, [name, ...beside]);
    expect(least('queue_min', ['queue_max'])).toMatchObject({ unit: null });
    expect(least('queue_min', ['queue_len'])).toMatchObject({ unit: 'min' });
    expect(least('queue_min', []).words).not.toContain('minimum');
    expect(least('speed_min', []).unit).toBeNull();
    expect(least('price_min', []).words).toContain('minimum');
  });

  it('are told by the size of the numbers where the name leaves them open', () => {
    expect(field('request_time', 'Float64', ['0.004', '1.2'])).toMatchObject({
      unit: 's',
      unitFrom: 'magnitude',
    });
    expect(field('took', 'Int64', ['16', '202'])).toMatchObject({ unit: 'ms', unitFrom: 'magnitude' });
    expect(field('duration', 'Int64', ['410', '3800000'])).toMatchObject({ unit: 'us' });
    expect(field('duration', 'Int64', ['412000', '1800000000'])).toMatchObject({ unit: 'ns' });
    expect(field('created', 'Int64', ['1795419270541'])).toMatchObject({ unit: 'epoch ms' });
    expect(field('created_time', 'Int64', ['1795419270541']).roles).not.toContain('duration');
    expect(field('cpu_usage', 'Float64', ['0.2', '0.7'])).toMatchObject({ unit: 'fraction' });
  });

  it('are those of OpenObserve for spans', () => {
    expect(fieldEntry('span', 'duration', 'Int64', null)).toMatchObject({ unit: 'us', unitFrom: 'span' });
    expect(fieldEntry('span', 'start_time', 'Int64', null)).toMatchObject({
      unit: 'epoch ns',
      unitFrom: 'span',
    });
  });
});

describe('forms', () => {
  it('are what identifiers have in common', () => {
    expect(textForm(['ord-100651', 'ord-100652'])?.pattern).toBe(String.raw`^ord-\d{6}$`);
    expect(textForm(['a1b2c3d4e5f6a7b8', 'ffb2c3d4e5f6a7b9'])?.pattern).toBe('^[\\da-fA-F]{16}$');
    expect(textForm(['pay_0069670a74', 'pay_01b9933eab'])?.pattern).toBe('^pay_[\\da-fA-F]{10}$');
    expect(textForm(['A.1', 'A.23'])?.pattern).toBe(String.raw`^A\.\d{1,2}$`);
    expect(textForm(['card', 'wallet'])).toBeUndefined();
    expect(textForm(['order 5 paid', 'order 6 shipped'])).toBeUndefined();
  });

  it('match every value that they come from', () => {
    const uuids = Array.from({ length: 20 }, () => crypto.randomUUID());
    const pattern = new RegExp(textForm(uuids)?.pattern ?? '(?!)');
    expect(uuids.every((uuid) => pattern.test(uuid))).toBe(true);
  });

  it('keep few of many identifiers', () => {
    const ids = Array.from({ length: 100 }, (_, index) => `ord-${100_000 + index}`);
    const found = { values: counted(ids, 1), isComplete: false, most: 100 };
    const entry = fieldEntry('record', 'ref', 'Utf8', found);
    expect(entry.values).toHaveLength(5);
    expect(entry).toMatchObject({
      valuesComplete: false,
      distinct: null,
      form: { pattern: String.raw`^ord-\d{6}$` },
    });
  });
});
