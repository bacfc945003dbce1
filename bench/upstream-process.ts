import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const STREAMS = JSON.stringify({
  list: Array.from({ length: 10 }, (_, index) => ({
    name: `stream_${index}`,
    storage_type: 'disk',
    stream_type: 'logs',
    stats: { doc_num: 1000 * index, storage_size: 1.5, doc_time_min: 1, doc_time_max: 2 },
    settings: { partition_keys: [], full_text_search_keys: [], data_retention: 14 },
  })),
  total: 10,
});

/** Answers every request at once with ten streams. */
const server = createServer((request, response) => {
  request.resume().on('end', () => {
    response.setHeader('content-type', 'application/json');
    response.end(STREAMS);
  });
});
server.keepAliveTimeout = 120_000;
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`listens on http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
