import { describe, expect, it } from 'vitest';
import { readTraceRequest } from '../../src/traces/trace-request.ts';

const ID = 'ff53a46f5ead403a84c4b877678537a3';
const UUID = '01a20782-d509-7103-8980-4776a30a9dba';

describe('a request to see one trace', () => {
  it.each([
    'show the spans of trace {}',
    'trace {}',
    'open the trace with the ID {}, please',
    'Waterfall of {}',
    'zeige mir die Spans des Trace {}',
    'montre-moi les spans de la trace {}',
    'muestra los spans de la traza {}',
    'mostre os spans do trace {}',
    '显示 trace {} 的 span',
    'get trace_id = {}',
  ])('%s', (request) => {
    expect(readTraceRequest(request.replace('{}', ID))).toEqual({ traceId: ID, logs: false });
  });

  it('wants its log lines where it says so, and takes an ID with dashes', () => {
    expect(readTraceRequest(`show the log lines of trace ${UUID}`)).toEqual({ traceId: UUID, logs: true });
  });

  it.each([
    ['counts', `how many spans failed in trace ${ID}`],
    ['picks spans', `slow spans of trace ${ID}`],
    ['names a service', `show the spans of checkout in trace ${ID}`],
    ['names no trace', 'show the slowest traces'],
    ['names two', `compare trace ${ID} and trace ${ID.replace('f', 'e')}`],
    ['is about something else', `show the user ${ID}`],
    ['is an order', `delete the alert of trace ${ID}`],
    ['asks why', `why is trace ${ID} slow`],
  ])('is none that %s', (_, request) => {
    expect(readTraceRequest(request)).toBeNull();
  });
});
