import { valueAt } from '../../../src/openobserve/answer.ts';
import type { Session } from './session.ts';

type Row = Record<string, unknown>;

export async function functions({ name, call, same, onlyChanged, later, refused }: Session): Promise<void> {
  const title = name('function');
  await call('create_function', { name: title, function: '.added = 1\n.', transType: 0, params: 'row' });
  later('delete_function', { name: title });
  const stored = async () => ((await call('list_functions')) as Row[]).find((row) => row.name === title);
  const before = await stored();
  await call('update_function', { name: title, function: '.added = 2\n.' });
  const read = await stored();
  same('a function takes its new source', read?.function, '.added = 2\n.');
  onlyChanged('a function', before, read, ['function']);
  const tested = await call('test_function', { function: '.', events: [{ x: 1 }], trans_type: 0 });
  same('a function is tried out', valueAt(tested, '0.event') ?? valueAt(tested, 'results.0.event'), { x: 1 });
  await refused(
    'update_function',
    { name: `${title}_missing`, function: '.' },
    /nothing to change|not found/i,
  );
  await call('function_pipeline_dependency', { name: title });
  await call('delete_function', { name: title });
}

export async function pipelines({ name, call, same, onlyChanged, tried, later }: Session): Promise<void> {
  const [source, target, title, used] = ['source', 'target', 'pipeline', 'used'].map(name) as [
    string,
    string,
    string,
    string,
  ];
  await call('create_function', { name: used, function: '.added = 1\n.', transType: 0 });
  later('delete_function', { name: used });
  for (const stream of [source, target]) later('stream_delete', { stream_name: stream, type: 'logs' });
  const org_id = 'default';
  const stream = (id: string, io_type: string, stream_name: string, y: number) => ({
    id,
    io_type,
    position: { x: 0, y },
    data: { node_type: 'stream', org_id, stream_name, stream_type: 'logs' },
  });
  await call('create_pipeline', {
    name: title,
    description: 'before',
    source: { source_type: 'realtime', org_id, stream_name: source, stream_type: 'logs' },
    nodes: [
      stream('n1', 'input', source, 0),
      {
        id: 'n2',
        io_type: 'default',
        position: { x: 0, y: 100 },
        data: { node_type: 'function', name: used, after_flatten: true, num_args: 0 },
      },
      stream('n3', 'output', target, 200),
    ],
    edges: [
      { id: 'en1-n2', source: 'n1', target: 'n2' },
      { id: 'en2-n3', source: 'n2', target: 'n3' },
    ],
  });
  const listed = (await call('list_pipelines')) as Row[];
  const pipeline_id = listed.find((row) => row.name === title)?.pipeline_id;
  later('delete_pipeline', { pipeline_id });
  const before = (await call('get_pipeline', { pipeline_id })) as Row;
  await call('update_pipeline', { pipeline_id, description: 'after' });
  const after = (await call('get_pipeline', { pipeline_id })) as Row;
  same('a pipeline takes its new description', after.description, 'after');
  onlyChanged('a pipeline', before, after, ['description', 'version', 'updated_at']);
  await call('enable_pipeline', { pipeline_id, value: false });
  same('a pipeline is off', valueAt(await call('get_pipeline', { pipeline_id }), 'enabled'), false);
  await call('enable_pipeline', { pipeline_id, value: true });
  const using = (await call('function_pipeline_dependency', { name: used })) as Row[];
  same('a function knows its pipeline', JSON.stringify(using).includes(title), true);
  await call('get_streams_with_pipeline');
  await tried('get_pipeline_history', { pipeline_id }, /usage reporting/i);
  await call('delete_pipeline', { pipeline_id });
}
